package recsys

import "time"

// clock is where an interaction stream's time comes from; tests put their own there and wait for nothing.
type clock interface {
	Now() time.Time
	// After sends once, when the time has passed. The function gives it up.
	After(time.Duration) (<-chan time.Time, func())
}

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) After(delay time.Duration) (<-chan time.Time, func()) {
	timer := time.NewTimer(delay)
	return timer.C, func() { timer.Stop() }
}
