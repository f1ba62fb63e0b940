package recsys

import (
	"errors"
	"math"
	"time"

	"google.golang.org/grpc/codes"
)

// StreamOptions is how an InteractionStream batches, waits and tries again. Zero takes the default.
type StreamOptions struct {
	// BatchSize is the most interactions of a batch: 1 to 10,000; 1,000 by default.
	BatchSize int
	// Linger is how long an interaction waits for others to fill its batch: up to 60 s; 5 ms by default. Negative for not at all:
	// then a batch is what was added while the one before it was being sent.
	Linger time.Duration
	// BufferSize is the most interactions that are added and not yet durable: 1 to 1,000,000; 20,000 by default. Beyond it adding
	// waits.
	BufferSize int
	// GiveUpAfter is how long to go on trying without anything becoming durable: up to 1 day; 5 minutes by default.
	GiveUpAfter time.Duration
	// CloseTimeout is how long closing waits for what was added to become durable: up to 1 day; 30 s by default.
	CloseTimeout time.Duration
	// Rejected is told of every interaction that was rejected, one at a time. It holds up the stream until it returns.
	Rejected func(Receipt)

	// A server takes messages of 4 MiB unless it was told otherwise.
	batchBytes int
}

const (
	firstRetryDelay = 100 * time.Millisecond
	mostRetryDelay  = 5 * time.Second
)

func (o StreamOptions) complete() (StreamOptions, error) {
	day := 24 * time.Hour
	setDefault(&o.BatchSize, 1_000)
	setDefault(&o.BufferSize, 20_000)
	setDefault(&o.Linger, 5*time.Millisecond)
	setDefault(&o.GiveUpAfter, 5*time.Minute)
	setDefault(&o.CloseTimeout, 30*time.Second)
	setDefault(&o.batchBytes, 1<<20)
	switch {
	case o.BatchSize < 1 || o.BatchSize > 10_000:
		return o, errors.New("recsys: StreamOptions.BatchSize must be 1 to 10000")
	case o.BufferSize < 1 || o.BufferSize > 1_000_000:
		return o, errors.New("recsys: StreamOptions.BufferSize must be 1 to 1000000")
	case o.Linger > time.Minute:
		return o, errors.New("recsys: StreamOptions.Linger must be at most 60 s")
	case o.GiveUpAfter < 0 || o.GiveUpAfter > day:
		return o, errors.New("recsys: StreamOptions.GiveUpAfter must be 0 to 1 day")
	case o.CloseTimeout < 0 || o.CloseTimeout > day:
		return o, errors.New("recsys: StreamOptions.CloseTimeout must be 0 to 1 day")
	}
	return o, nil
}

func setDefault[T int | time.Duration](value *T, otherwise T) {
	if *value == 0 {
		*value = otherwise
	}
}

// retryWait says whether and when a broken stream is tried again: doubling waits with jitter, until nothing happened for too
// long.
type retryWait struct {
	giveUpAfter  time.Duration
	tries        int
	failingSince time.Time
}

// progress says that the server answered before it failed: the next failure is a first one.
func (r *retryWait) progress() { r.tries = 0 }

// delay gives how long to wait, and false when it is time to give up.
func (r *retryWait) delay(failure *Error, now time.Time) (time.Duration, bool) {
	if r.tries == 0 {
		r.failingSince = now
	}
	if now.Sub(r.failingSince) >= r.giveUpAfter {
		return 0, false
	}
	doubled := float64(firstRetryDelay) * math.Pow(2, math.Min(float64(r.tries), 20))
	r.tries++
	// Clients that lost the same server must not all come back at the same moment.
	delay := time.Duration(math.Min(doubled, float64(mostRetryDelay)) * uniform(0.5, 1))
	if failure.RetryDelay > delay {
		delay = failure.RetryDelay
	}
	return delay, true
}

// isPassing says whether a failure goes away by itself.
func isPassing(failure *Error) bool {
	switch failure.Code {
	case codes.Unavailable, codes.Aborted, codes.Canceled, codes.Internal, codes.Unknown:
		return true
	case codes.ResourceExhausted:
		return failure.Reason == "STORAGE_FULL"
	}
	return false
}
