package recsys

import (
	"context"
	"io"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// run keeps the stream going until it is closed or fails.
func (s *InteractionStream) run(ctx context.Context) {
	defer close(s.ended)
	retry := &retryWait{giveUpAfter: s.options.GiveUpAfter}
	// Nothing is opened before there is something to send, or again while there is not.
	for s.waitForWork() {
		if err := s.connect(ctx, retry); err != nil {
			s.mutex.Lock()
			s.fail(err)
			s.mutex.Unlock()
			return
		}
	}
}

func (s *InteractionStream) waitForWork() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for {
		now := s.clock.Now()
		switch {
		case s.failure != nil:
			return false
		case s.outbox.hasWork(now):
			return true
		case s.closing:
			return false
		}
		s.waitForChange(s.outbox.dueIn(now))
	}
}

// waitForChange waits, the mutex held before and after, until something changes or, if there is a limit, until then.
func (s *InteractionStream) waitForChange(limit time.Duration, limited bool) {
	var passed <-chan time.Time
	if limited {
		var stop func()
		passed, stop = s.clock.After(limit)
		defer stop()
	}
	changed := s.changed
	s.mutex.Unlock()
	defer s.mutex.Lock()
	select {
	case <-changed:
	case <-passed:
	}
}

// connect makes one connection and waits before the next; its error is what ends the stream.
func (s *InteractionStream) connect(ctx context.Context, retry *retryWait) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	connection := &connection{stream: s}
	err := connection.serve(ctx, cancel)
	if err == nil {
		return nil
	}
	failure, ok := err.(*Error)
	if !ok || !isPassing(failure) {
		return err
	}
	if connection.progressed {
		retry.progress()
	}
	delay, again := retry.delay(failure, s.clock.Now())
	if !again {
		return err
	}
	s.pause(delay)
	return nil
}

func (s *InteractionStream) pause(delay time.Duration) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for until := s.clock.Now().Add(delay); s.failure == nil && s.clock.Now().Before(until); {
		s.waitForChange(until.Sub(s.clock.Now()), true)
	}
}

// connection is one call of IngestInteractions: goes on where the one before broke off, until it ends.
type connection struct {
	stream *InteractionStream
	call   recsysv1.InteractionService_IngestInteractionsClient
	// The call is over; guarded by the stream's mutex.
	over bool
	// Whether anything came back over it.
	progressed bool
}

// serve sends and takes acknowledgements until the call ends.
func (c *connection) serve(ctx context.Context, cancel context.CancelFunc) error {
	call, err := c.stream.client.IngestInteractions(ctx)
	if err != nil {
		return err
	}
	c.call = call
	if err := c.resume(); err != nil {
		return err
	}
	written := make(chan struct{})
	go func() {
		defer close(written)
		c.write()
	}()
	err = c.read()
	c.stream.mutex.Lock()
	c.over = true
	c.stream.notify()
	c.stream.mutex.Unlock()
	cancel()
	<-written
	return err
}

func (c *connection) resume() error {
	var answer *recsysv1.IngestInteractionsResponse
	// Only this goroutine changes the token.
	if token := c.stream.outbox.token; token != "" {
		// When sending fails, receiving tells why.
		_ = c.call.Send(&recsysv1.IngestInteractionsRequest{ResumeToken: token})
		var err error
		if answer, err = c.call.Recv(); err == io.EOF {
			return endedByServer()
		} else if err != nil {
			return err
		}
		c.progressed = true
	}
	c.stream.mutex.Lock()
	settled := c.stream.outbox.rewind(answer)
	c.stream.mutex.Unlock()
	c.stream.settle(settled)
	return nil
}

func (c *connection) write() {
	for {
		next := c.nextBatch()
		if next == nil {
			// The call is over, or nothing more will be added: then it ends in good order.
			_ = c.call.CloseSend()
			return
		}
		if c.call.Send(&next.message) != nil {
			// Receiving tells why.
			return
		}
	}
}

func (c *connection) nextBatch() *batch {
	stream := c.stream
	stream.mutex.Lock()
	defer stream.mutex.Unlock()
	for !c.over && stream.failure == nil {
		now := stream.clock.Now()
		if next := stream.outbox.takeUnsent(now); next != nil {
			return next
		}
		stream.waitForChange(stream.outbox.dueIn(now))
	}
	return nil
}

func (c *connection) read() error {
	for {
		answer, err := c.call.Recv()
		if err == io.EOF {
			return c.endedInGoodOrder()
		} else if err != nil {
			return err
		}
		c.progressed = true
		c.stream.mutex.Lock()
		settled, err := c.stream.outbox.acknowledge(answer)
		c.stream.mutex.Unlock()
		if err != nil {
			return err
		}
		c.stream.settle(settled)
	}
}

// endedInGoodOrder is nil only where this end was the first to be done.
func (c *connection) endedInGoodOrder() error {
	c.stream.mutex.Lock()
	defer c.stream.mutex.Unlock()
	if c.stream.failure != nil {
		return nil
	}
	return endedByServer()
}

func endedByServer() *Error {
	return errorOf(status.Error(codes.Unavailable, "the server ended the stream"))
}
