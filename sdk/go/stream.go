package recsys

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// ErrStreamClosed is what a stream that was closed answers.
var ErrStreamClosed = errors.New("recsys: the stream is closed")

// InteractionStream sends interactions in batches over one stream and makes sure of each: what is not durable when the
// connection breaks is sent again over the next one, and nothing is counted twice. Safe for any number of goroutines.
//
// The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again cannot heal
// (wrong key, a message the server refuses, no server for GiveUpAfter) fails the stream: whoever waits gets it, and so does every
// later call.
type InteractionStream struct {
	client  recsysv1.InteractionServiceClient
	options StreamOptions
	clock   clock
	ended   chan struct{}
	// Breaks off the call under way.
	abort context.CancelFunc

	mutex   sync.Mutex
	outbox  *outbox
	failure error
	closing bool
	// Closed, and another put in its place, whenever something changes.
	changed chan struct{}
}

// InteractionStream opens a stream. Keep it open; nothing is sent before the first interaction is added. An option out of range
// is an error.
func (c *Client) InteractionStream(options StreamOptions) (*InteractionStream, error) {
	return openStream(c.Interactions, options, systemClock{})
}

func openStream(client recsysv1.InteractionServiceClient, options StreamOptions, clock clock) (*InteractionStream, error) {
	options, err := options.complete()
	if err != nil {
		return nil, err
	}
	ctx, abort := context.WithCancel(context.Background())
	stream := &InteractionStream{
		client: client, options: options, clock: clock, abort: abort,
		ended: make(chan struct{}), outbox: newOutbox(options), changed: make(chan struct{}),
	}
	go stream.run(ctx)
	return stream, nil
}

// Totals is what the stream brought so far.
func (s *InteractionStream) Totals() Totals {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.outbox.totals
}

// Add adds an interaction and returns as soon as the buffer has room for it. It gets an id (a random UUID) and the time where it
// has none. Flush waits until it is durable; of a rejection StreamOptions.Rejected is told.
//
// The error is why the stream failed, ErrStreamClosed, or the context's.
func (s *InteractionStream) Add(ctx context.Context, interaction *recsysv1.Interaction) error {
	return s.add(ctx, interaction, nil)
}

// Send adds an interaction and waits for what becomes of it. When the context ends first the interaction may become durable all
// the same.
func (s *InteractionStream) Send(ctx context.Context, interaction *recsysv1.Interaction) (Receipt, error) {
	waiting := make(chan outcome, 1)
	if err := s.add(ctx, interaction, waiting); err != nil {
		return Receipt{}, err
	}
	select {
	case came := <-waiting:
		return came.receipt, came.err
	case <-ctx.Done():
		return Receipt{}, ctx.Err()
	}
}

// Flush sends what was added without waiting for more, and waits until all of it is durable.
func (s *InteractionStream) Flush(ctx context.Context) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	last := s.outbox.seal()
	s.notify()
	return s.await(ctx, func() bool { return s.outbox.durable >= last })
}

// Close waits until all that was added is durable, at most for CloseTimeout, and ends the stream. The error is why not all of it
// is durable. Closing again does nothing.
func (s *InteractionStream) Close() error {
	first, err := s.finish()
	if first {
		s.end()
	}
	return err
}

// finish waits for what was added and takes nothing more; it says whether it was the first to.
func (s *InteractionStream) finish() (bool, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.closing {
		return false, nil
	}
	s.closing = true
	last := s.outbox.seal()
	s.notify()
	err := s.awaitFor(s.options.CloseTimeout, func() bool { return s.outbox.durable >= last })
	s.fail(ErrStreamClosed)
	return true, err
}

// end waits for the goroutine. The server has acknowledged everything, so it ends its side at once; one that does not is not
// waited for.
func (s *InteractionStream) end() {
	patience := time.NewTimer(time.Second)
	defer patience.Stop()
	select {
	case <-s.ended:
	case <-patience.C:
	}
	s.abort()
	<-s.ended
}

func (s *InteractionStream) add(ctx context.Context, interaction *recsysv1.Interaction, waiting chan<- outcome) error {
	if interaction.Id == "" {
		interaction.Id = newID()
	}
	if interaction.EventTime == nil {
		// The server would take the time it arrives, which may be much later.
		interaction.EventTime = timestamppb.New(s.clock.Now())
	}
	added := proto.Clone(interaction).(*recsysv1.Interaction)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.closing {
		return ErrStreamClosed
	}
	if err := s.await(ctx, s.outbox.hasRoom); err != nil {
		return err
	}
	if s.closing {
		return ErrStreamClosed
	}
	if s.outbox.add(added, waiting, s.clock.Now()) {
		s.notify()
	}
	return nil
}

// await waits, the mutex held before and after, until something holds or the context ends; the stream's failure comes first.
func (s *InteractionStream) await(ctx context.Context, holds func() bool) error {
	for s.failure == nil && !holds() {
		changed := s.changed
		s.mutex.Unlock()
		select {
		case <-changed:
			s.mutex.Lock()
		case <-ctx.Done():
			s.mutex.Lock()
			return ctx.Err()
		}
	}
	return s.failure
}

// awaitFor does the same for a time by the stream's clock.
func (s *InteractionStream) awaitFor(limit time.Duration, holds func() bool) error {
	passed, stop := s.clock.After(limit)
	defer stop()
	for s.failure == nil && !holds() {
		changed := s.changed
		s.mutex.Unlock()
		select {
		case <-changed:
			s.mutex.Lock()
		case <-passed:
			s.mutex.Lock()
			return fmt.Errorf("recsys: not all became durable within %v", limit)
		}
	}
	return s.failure
}

// notify wakes everybody who waits; the mutex is held.
func (s *InteractionStream) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// fail ends all waiting, the mutex held.
func (s *InteractionStream) fail(err error) {
	if s.failure != nil {
		return
	}
	s.failure = err
	for _, waiting := range s.outbox.abandon() {
		if waiting != nil {
			waiting <- outcome{err: err}
		}
	}
	s.notify()
}

// settle gives everybody what the server says.
func (s *InteractionStream) settle(settled []settlement) {
	s.mutex.Lock()
	s.notify()
	s.mutex.Unlock()
	for _, one := range settled {
		if one.waiting != nil {
			one.waiting <- outcome{receipt: one.receipt}
		}
		if one.receipt.Fate == Rejected && s.options.Rejected != nil {
			s.options.Rejected(one.receipt)
		}
	}
}

// newID makes a random UUID.
func newID() string {
	var id [16]byte
	if _, err := rand.Read(id[:]); err != nil {
		// Without randomness no id is safe.
		panic(err)
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
