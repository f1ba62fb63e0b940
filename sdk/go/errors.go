package recsys

import (
	"context"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Error is a call that failed: the gRPC status, and what the server says of it in a form that programs can read.
//
//	var failure *recsys.Error
//	if errors.As(err, &failure) && failure.Reason == "PRODUCT_NOT_FOUND" { … }
//
// It is also context.DeadlineExceeded and context.Canceled to errors.Is where its code says so, and status.FromError reads
// it.
type Error struct {
	// Code is the status, such as codes.NotFound.
	Code codes.Code
	// Message is what happened, for people.
	Message string
	// Reason is why, for programs, such as PRODUCT_NOT_FOUND; empty when it was not the server's own code that failed the
	// call, for example when there is no connection.
	Reason string
	// Domain defines the reason: "recsys", or empty without a reason.
	Domain string
	// Metadata is what the reason is about, for example product_id and the id that was not found.
	Metadata map[string]string
	// FieldViolations are all wrong fields; empty unless the code is codes.InvalidArgument.
	FieldViolations []FieldViolation
	// RetryDelay is how long to wait before trying again, where the server says so; otherwise 0.
	RetryDelay time.Duration
	// RequestID is what the server has logged a failure of its own under; empty for any other.
	RequestID string

	status *status.Status
}

// FieldViolation is a field of the request that is wrong.
type FieldViolation struct {
	// Field is its path, such as recent_events[3].price.
	Field string
	// Description is what is wrong, and how to put it right.
	Description string
}

// Error is the code and the message.
func (e *Error) Error() string {
	if e.Message == "" {
		return e.Code.String()
	}
	return e.Code.String() + ": " + e.Message
}

// GRPCStatus is the status as it came.
func (e *Error) GRPCStatus() *status.Status { return e.status }

// Is makes an ended context's errors of the codes that stand for them.
func (e *Error) Is(target error) bool {
	return target == context.DeadlineExceeded && e.Code == codes.DeadlineExceeded ||
		target == context.Canceled && e.Code == codes.Canceled
}

// errorOf reads the details of what grpc returned; err is not nil.
func errorOf(err error) *Error {
	if failure, ok := err.(*Error); ok {
		return failure
	}
	received, ok := status.FromError(err)
	if !ok {
		received = status.FromContextError(err)
	}
	failure := &Error{Code: received.Code(), Message: received.Message(), status: received}
	for _, detail := range received.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			failure.Reason, failure.Domain, failure.Metadata = detail.Reason, detail.Domain, detail.Metadata
		case *errdetails.BadRequest:
			for _, field := range detail.FieldViolations {
				failure.FieldViolations = append(failure.FieldViolations, FieldViolation{field.Field, field.Description})
			}
		case *errdetails.RetryInfo:
			delay := detail.GetRetryDelay()
			failure.RetryDelay = time.Duration(delay.GetSeconds())*time.Second + time.Duration(delay.GetNanos())
		case *errdetails.RequestInfo:
			failure.RequestID = detail.RequestId
		}
	}
	return failure
}
