package recsys

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// peer is one connection as the server sees it.
type peer struct {
	recsysv1.InteractionService_IngestInteractionsServer
	seen *received
}

// received is what came in over all connections.
type received struct {
	mutex    sync.Mutex
	opened   int
	requests []string
}

func (p peer) next() (*recsysv1.IngestInteractionsRequest, error) {
	request, err := p.Recv()
	if err != nil {
		return nil, err
	}
	ids := []string{}
	for _, one := range request.Interactions {
		ids = append(ids, one.Id)
	}
	p.seen.mutex.Lock()
	defer p.seen.mutex.Unlock()
	p.seen.requests = append(p.seen.requests, fmt.Sprintf("%d%s%v", request.BatchNumber, request.ResumeToken, ids))
	return request, nil
}

func (p peer) acknowledge(request *recsysv1.IngestInteractionsRequest) error {
	return p.Send(&recsysv1.IngestInteractionsResponse{
		BatchNumber: request.BatchNumber, AcceptedCount: int32(len(request.Interactions)),
		JournalPosition: request.BatchNumber * 10, ResumeToken: fmt.Sprintf("after-%d", request.BatchNumber),
	})
}

func allDurable(p peer) error {
	for {
		request, err := p.next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := p.acknowledge(request); err != nil {
			return err
		}
	}
}

// ingesting opens a stream to a server with one script for each connection, the last one for all that follow.
func ingesting(
	t *testing.T, options StreamOptions, scripts ...func(peer) error,
) (*InteractionStream, *manualClock, *received) {
	t.Helper()
	seen, clock := &received{}, newManualClock()
	client := (&attempts{}).connect(t, &scripted{ingest: func(
		call recsysv1.InteractionService_IngestInteractionsServer,
	) error {
		seen.mutex.Lock()
		script := scripts[len(scripts)-1]
		if seen.opened < len(scripts) {
			script = scripts[seen.opened]
		}
		seen.opened++
		seen.mutex.Unlock()
		return script(peer{call, seen})
	}})
	if options.Linger == 0 {
		options.Linger = -1
	}
	if options.BatchSize == 0 {
		options.BatchSize = 1
	}
	stream, err := openStream(client.Interactions, options, clock)
	if err != nil {
		t.Fatal(err)
	}
	return stream, clock, seen
}

func interaction(id string) *recsysv1.Interaction { return &recsysv1.Interaction{Id: id} }

// sending sends one in the background.
func sending(stream *InteractionStream, id string) <-chan outcome {
	ended := make(chan outcome, 1)
	go func() {
		receipt, err := stream.Send(context.Background(), interaction(id))
		ended <- outcome{receipt, err}
	}()
	return ended
}

func send(t *testing.T, stream *InteractionStream, id string) Receipt {
	t.Helper()
	receipt, err := stream.Send(context.Background(), interaction(id))
	if err != nil {
		t.Fatal(err)
	}
	return receipt
}

func closed(t *testing.T, stream *InteractionStream) {
	t.Helper()
	if err := stream.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestClose_WaitsForEverything(t *testing.T) {
	stream, _, _ := ingesting(t, StreamOptions{}, allDurable)
	for _, id := range []string{"a", "b", "c"} {
		if err := stream.Add(context.Background(), interaction(id)); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, stream)
	if got := stream.Totals(); got != (Totals{Accepted: 3, JournalPosition: 30}) {
		t.Errorf("got %+v", got)
	}
	if err := stream.Add(context.Background(), interaction("d")); !errors.Is(err, ErrStreamClosed) {
		t.Errorf("got %v", err)
	}
	closed(t, stream)
}

func TestStream_WithoutInteractions_OpensNothing(t *testing.T) {
	stream, _, seen := ingesting(t, StreamOptions{}, allDurable)
	closed(t, stream)
	if seen.opened != 0 {
		t.Errorf("opened %d", seen.opened)
	}
}

func TestSend_WithoutIdAndTime_FillsThemIn(t *testing.T) {
	stream, clock, _ := ingesting(t, StreamOptions{}, allDurable)
	sent := &recsysv1.Interaction{}
	receipt, err := stream.Send(context.Background(), sent)
	if err != nil {
		t.Fatal(err)
	}
	uuid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if !uuid.MatchString(sent.Id) || receipt.InteractionID != sent.Id {
		t.Errorf("got %q, receipt %q", sent.Id, receipt.InteractionID)
	}
	if !sent.EventTime.AsTime().Equal(clock.Now()) {
		t.Errorf("got %v", sent.EventTime)
	}
	closed(t, stream)
}

func TestOpenBatch_IsSentAfterLingering(t *testing.T) {
	stream, clock, seen := ingesting(t, StreamOptions{Linger: 250 * time.Millisecond, BatchSize: 10}, allDurable)
	if err := stream.Add(context.Background(), interaction("a")); err != nil {
		t.Fatal(err)
	}
	if err := stream.Add(context.Background(), interaction("b")); err != nil {
		t.Fatal(err)
	}
	clock.elapse(t, 250*time.Millisecond, 250*time.Millisecond)
	closed(t, stream)
	if expected := []string{"1[a b]"}; !reflect.DeepEqual(seen.requests, expected) {
		t.Errorf("got %q", seen.requests)
	}
}

func TestBrokenConnection_IsResumedAndTheRestSentAgain(t *testing.T) {
	stream, clock, seen := ingesting(t, StreamOptions{},
		func(p peer) error {
			first, err := p.next()
			if err != nil {
				return err
			}
			if err := p.acknowledge(first); err != nil {
				return err
			}
			if _, err := p.next(); err != nil {
				return err
			}
			return failure(codes.Unavailable, "gone")
		},
		func(p peer) error {
			token, err := p.next()
			if err != nil {
				return err
			}
			answer := &recsysv1.IngestInteractionsResponse{BatchNumber: 1, ResumeToken: token.ResumeToken}
			if err := p.Send(answer); err != nil {
				return err
			}
			return allDurable(p)
		})
	send(t, stream, "a")
	second := sending(stream, "b")
	clock.elapse(t, 50*time.Millisecond, 100*time.Millisecond)
	if came := <-second; came.err != nil || came.receipt.Fate != Accepted {
		t.Errorf("got %+v", came)
	}
	closed(t, stream)
	if expected := []string{"1[a]", "2[b]", "0after-1[]", "2[b]"}; !reflect.DeepEqual(seen.requests, expected) {
		t.Errorf("got %q", seen.requests)
	}
}

func TestBatchThatWasDurableUnseen_IsSettled(t *testing.T) {
	stream, clock, _ := ingesting(t, StreamOptions{},
		func(p peer) error {
			first, err := p.next()
			if err != nil {
				return err
			}
			if err := p.acknowledge(first); err != nil {
				return err
			}
			if _, err := p.next(); err != nil {
				return err
			}
			return failure(codes.Internal, "lost")
		},
		func(p peer) error {
			if _, err := p.next(); err != nil {
				return err
			}
			answer := &recsysv1.IngestInteractionsResponse{BatchNumber: 2, ResumeToken: "after-2", JournalPosition: 20}
			if err := p.Send(answer); err != nil {
				return err
			}
			return allDurable(p)
		})
	send(t, stream, "a")
	second := sending(stream, "b")
	clock.elapse(t, 50*time.Millisecond, 100*time.Millisecond)
	if came := <-second; came.receipt.Fate != Settled || came.receipt.JournalPosition != 20 {
		t.Errorf("got %+v", came)
	}
	closed(t, stream)
}

func TestFirstConnectionThatFails_IsBegunAnewWhenTheServerSays(t *testing.T) {
	stream, clock, seen := ingesting(t, StreamOptions{},
		func(p peer) error {
			if _, err := p.next(); err != nil {
				return err
			}
			return failure(codes.Unavailable, "too many", info("OVERLOADED"), retryIn(2*time.Second))
		}, allDurable)
	first := sending(stream, "a")
	clock.elapse(t, 2*time.Second, 2*time.Second)
	if came := <-first; came.err != nil {
		t.Fatal(came.err)
	}
	closed(t, stream)
	if expected := []string{"1[a]", "1[a]"}; !reflect.DeepEqual(seen.requests, expected) {
		t.Errorf("got %q", seen.requests)
	}
}

func TestWaits_DoubleUntilTheStreamGivesUp(t *testing.T) {
	stream, clock, _ := ingesting(t, StreamOptions{GiveUpAfter: 300 * time.Millisecond},
		func(peer) error { return failure(codes.Unavailable, "down") })
	first := sending(stream, "a")
	for _, least := range []time.Duration{50, 100, 200} {
		clock.elapse(t, least*time.Millisecond, 2*least*time.Millisecond)
	}
	var typed *Error
	if came := <-first; !errors.As(came.err, &typed) || typed.Code != codes.Unavailable {
		t.Errorf("got %+v", came)
	}
	if err := stream.Add(context.Background(), interaction("b")); !errors.As(err, &typed) {
		t.Errorf("got %v", err)
	}
	if err := stream.Close(); !errors.As(err, &typed) {
		t.Errorf("got %v", err)
	}
}

func TestFailureThatDoesNotPass_FailsTheStreamAtOnce(t *testing.T) {
	stream, _, _ := ingesting(t, StreamOptions{},
		func(peer) error { return failure(codes.Unauthenticated, "no key", info("API_KEY_INVALID")) })
	var typed *Error
	_, err := stream.Send(context.Background(), interaction("a"))
	if !errors.As(err, &typed) || typed.Reason != "API_KEY_INVALID" {
		t.Errorf("got %v", err)
	}
	if err := stream.Flush(context.Background()); !errors.As(err, &typed) {
		t.Errorf("got %v", err)
	}
}

func TestFullDisk_Passes(t *testing.T) {
	stream, clock, _ := ingesting(t, StreamOptions{},
		func(peer) error {
			return failure(codes.ResourceExhausted, "full", info("STORAGE_FULL"), retryIn(3*time.Second))
		}, allDurable)
	first := sending(stream, "a")
	clock.elapse(t, 3*time.Second, 3*time.Second)
	if came := <-first; came.err != nil {
		t.Error(came.err)
	}
	closed(t, stream)
}

func TestAcknowledgementOutOfOrder_FailsTheStream(t *testing.T) {
	stream, _, _ := ingesting(t, StreamOptions{}, func(p peer) error {
		if _, err := p.next(); err != nil {
			return err
		}
		if err := p.Send(&recsysv1.IngestInteractionsResponse{BatchNumber: 5}); err != nil {
			return err
		}
		return allDurable(p)
	})
	_, err := stream.Send(context.Background(), interaction("a"))
	if err == nil || !strings.Contains(err.Error(), "out of order") {
		t.Errorf("got %v", err)
	}
}

func TestAdd_WithoutRoom_WaitsForIt(t *testing.T) {
	release := make(chan struct{})
	stream, _, _ := ingesting(t, StreamOptions{BufferSize: 1}, func(p peer) error {
		first, err := p.next()
		if err != nil {
			return err
		}
		<-release
		if err := p.acknowledge(first); err != nil {
			return err
		}
		return allDurable(p)
	})
	if err := stream.Add(context.Background(), interaction("a")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := stream.Add(ctx, interaction("b")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	close(release)
	send(t, stream, "b")
	closed(t, stream)
}

func TestReceipts_TellDuplicatesAndRejections(t *testing.T) {
	var told []Receipt
	stream, _, _ := ingesting(t, StreamOptions{Rejected: func(receipt Receipt) { told = append(told, receipt) }},
		func(p peer) error {
			for {
				request, err := p.next()
				if err != nil {
					return nil
				}
				answer := &recsysv1.IngestInteractionsResponse{BatchNumber: request.BatchNumber, ResumeToken: "t"}
				if request.BatchNumber == 1 {
					answer.DuplicateCount, answer.DuplicateIndexes = 1, []int32{0}
				} else {
					rejection := &recsysv1.InteractionRejection{Reason: "INVALID_FIELD", Field: "price"}
					answer.Rejections = []*recsysv1.InteractionResult{{InteractionId: "b", Rejection: rejection}}
				}
				if err := p.Send(answer); err != nil {
					return err
				}
			}
		})
	if receipt := send(t, stream, "a"); receipt.Fate != Duplicate {
		t.Errorf("got %+v", receipt)
	}
	if receipt := send(t, stream, "b"); receipt.Fate != Rejected || receipt.Rejection.Field != "price" {
		t.Errorf("got %+v", receipt)
	}
	closed(t, stream)
	if len(told) != 1 || told[0].InteractionID != "b" {
		t.Errorf("told %+v", told)
	}
}

func TestClose_WhenNothingBecomesDurable_GivesUp(t *testing.T) {
	silent := make(chan struct{})
	defer close(silent)
	stream, clock, _ := ingesting(t, StreamOptions{CloseTimeout: 3 * time.Second}, func(p peer) error {
		<-silent
		return nil
	})
	first := sending(stream, "a")
	clock.waitForWork(stream)
	ended := make(chan error, 1)
	go func() { ended <- stream.Close() }()
	clock.elapse(t, 3*time.Second, 3*time.Second)
	if err := <-ended; err == nil || !strings.Contains(err.Error(), "within 3s") {
		t.Errorf("got %v", err)
	}
	if came := <-first; !errors.Is(came.err, ErrStreamClosed) {
		t.Errorf("got %+v", came)
	}
}

// waitForWork returns once something was added.
func (c *manualClock) waitForWork(stream *InteractionStream) {
	for {
		stream.mutex.Lock()
		held, changed := stream.outbox.held, stream.changed
		stream.mutex.Unlock()
		if held > 0 {
			return
		}
		<-changed
	}
}
