package recsys

import (
	"math/rand"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
)

// retryPolicy says when a unary call is tried again: while the server is unavailable, if the method is safe to repeat.
type retryPolicy struct {
	maxAttempts int
	// Gives a number between two others. Clients that lost the same server must not all come back at the same moment.
	jitter func(from, to float64) float64
}

// delay gives how long to wait before the next attempt, and whether there is to be one. Attempts count from 1; remaining is
// what is left of the deadline.
func (p retryPolicy) delay(method string, attempt int, failure *Error, remaining time.Duration) (time.Duration, bool) {
	if failure.Code != codes.Unavailable || attempt >= p.maxAttempts || !isSafe(method) {
		return 0, false
	}
	delay := time.Duration(p.jitter(0.8, 1.2) * float64(100*time.Millisecond<<(attempt-1)))
	if failure.RetryDelay > 0 {
		delay = time.Duration(p.jitter(1, 1.1) * float64(failure.RetryDelay))
	}
	// A wait that outlasts the deadline would only hide why the call failed.
	return delay, delay < remaining
}

// isSafe says whether the contract marks a method, /package.Service/Method, NO_SIDE_EFFECTS or IDEMPOTENT; anything else might
// be done twice.
func isSafe(method string) bool {
	name := protoreflect.FullName(strings.ReplaceAll(strings.TrimPrefix(method, "/"), "/", "."))
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return false
	}
	options, ok := found.Options().(*descriptorpb.MethodOptions)
	return ok && options.GetIdempotencyLevel() != descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN
}

func uniform(from, to float64) float64 { return from + rand.Float64()*(to-from) }
