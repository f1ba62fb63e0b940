package recsys

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/proto"

	recsysv1 "recsys.example/recsys/gen/recsys/v1"
)

// outbox is what was added to a stream and is not yet durable: one batch that fills, batches to be sent, and all that are not
// acknowledged, in their order. It knows no goroutines and no connection: whoever uses it locks and waits.
type outbox struct {
	options        StreamOptions
	open           *batch
	dueAt          time.Time
	unsent         []*batch
	unacknowledged []*batch
	sealed         int64
	held           int
	durable        int64
	token          string
	totals         Totals
}

// batch is what goes out together. Its number stays its own over reconnections.
type batch struct {
	message recsysv1.IngestInteractionsRequest
	waiting []chan<- outcome
	bytes   int
}

// outcome is what somebody who waits for an interaction gets.
type outcome struct {
	receipt Receipt
	err     error
}

// settlement is a receipt and who waits for it, nil for nobody.
type settlement struct {
	receipt Receipt
	waiting chan<- outcome
}

func newOutbox(options StreamOptions) *outbox {
	return &outbox{options: options, open: &batch{}}
}

func (o *outbox) hasRoom() bool { return o.held < o.options.BufferSize }

// add takes an interaction that nobody else changes any more, and says whether there may be something new to send or to wait
// for.
func (o *outbox) add(interaction *recsysv1.Interaction, waiting chan<- outcome, now time.Time) bool {
	size := proto.Size(interaction)
	if len(o.open.waiting) > 0 && o.open.bytes+size > o.options.batchBytes {
		o.seal()
	}
	o.open.message.Interactions = append(o.open.message.Interactions, interaction)
	o.open.waiting = append(o.open.waiting, waiting)
	o.open.bytes += size
	o.held++
	first := len(o.open.waiting) == 1
	if first {
		o.dueAt = now.Add(o.options.Linger)
	}
	full := len(o.open.waiting) >= o.options.BatchSize
	if full {
		o.seal()
	}
	return first || full
}

// seal lets the open batch be sent without waiting for more, and gives the last batch's number.
func (o *outbox) seal() int64 {
	if len(o.open.waiting) > 0 {
		o.sealed++
		o.open.message.BatchNumber = o.sealed
		o.unacknowledged = append(o.unacknowledged, o.open)
		o.unsent = append(o.unsent, o.open)
		o.open = &batch{}
	}
	return o.sealed
}

// hasWork says whether anything is to be sent or to be acknowledged.
func (o *outbox) hasWork(now time.Time) bool { return len(o.unacknowledged) > 0 || o.isDue(now) }

// takeUnsent gives the next batch to send, or nil while there is none.
func (o *outbox) takeUnsent(now time.Time) *batch {
	if len(o.unsent) == 0 && o.isDue(now) {
		o.seal()
	}
	if len(o.unsent) == 0 {
		return nil
	}
	next := o.unsent[0]
	o.unsent = o.unsent[1:]
	return next
}

// dueIn gives how long until the open batch is to be sent; false while it is empty.
func (o *outbox) dueIn(now time.Time) (time.Duration, bool) {
	return o.dueAt.Sub(now), len(o.open.waiting) > 0
}

func (o *outbox) isDue(now time.Time) bool { return len(o.open.waiting) > 0 && !now.Before(o.dueAt) }

// acknowledge takes the acknowledgement of the oldest batch; it is an error when it is of another one.
func (o *outbox) acknowledge(answer *recsysv1.IngestInteractionsResponse) ([]settlement, error) {
	if len(o.unacknowledged) == 0 || o.unacknowledged[0].message.BatchNumber != answer.BatchNumber {
		return nil, fmt.Errorf("recsys: the server acknowledged batch %d out of order", answer.BatchNumber)
	}
	o.token = answer.ResumeToken
	o.totals.Accepted += int64(answer.AcceptedCount)
	o.totals.Duplicates += int64(answer.DuplicateCount)
	o.totals.Rejected += int64(len(answer.Rejections))
	o.totals.JournalPosition = answer.JournalPosition
	return o.takeDurable().settle(answer), nil
}

// rewind begins a connection: all that is not durable is sent over it. The answer is the server's to the resume token, nil for a
// new stream.
func (o *outbox) rewind(resumed *recsysv1.IngestInteractionsResponse) []settlement {
	var settled []settlement
	if resumed != nil {
		o.token = resumed.ResumeToken
		for len(o.unacknowledged) > 0 && o.unacknowledged[0].message.BatchNumber <= resumed.BatchNumber {
			settled = append(settled, o.takeDurable().settleUnseen(resumed.JournalPosition)...)
		}
	}
	o.unsent = append([]*batch(nil), o.unacknowledged...)
	return settled
}

// abandon gives up all that is not durable, and gives who waits for it.
func (o *outbox) abandon() []chan<- outcome {
	o.seal()
	var waiting []chan<- outcome
	for _, given := range o.unacknowledged {
		waiting = append(waiting, given.waiting...)
	}
	o.unacknowledged, o.unsent, o.held = nil, nil, 0
	return waiting
}

func (o *outbox) takeDurable() *batch {
	oldest := o.unacknowledged[0]
	o.unacknowledged = o.unacknowledged[1:]
	o.held -= len(oldest.waiting)
	o.durable = oldest.message.BatchNumber
	return oldest
}

// settle gives each interaction's receipt, from the batch's own acknowledgement.
func (b *batch) settle(answer *recsysv1.IngestInteractionsResponse) []settlement {
	settled := b.settleUnseen(answer.JournalPosition)
	for i := range settled {
		settled[i].receipt.Fate = Accepted
	}
	for _, index := range answer.DuplicateIndexes {
		if index >= 0 && int(index) < len(settled) {
			settled[index].receipt.Fate = Duplicate
		}
	}
	for _, result := range answer.Rejections {
		if result.Index >= 0 && int(result.Index) < len(settled) {
			receipt := &settled[result.Index].receipt
			receipt.Fate, receipt.Rejection = Rejected, result.Rejection
		}
	}
	return settled
}

// settleUnseen gives the same when the batch is durable and its acknowledgement was lost.
func (b *batch) settleUnseen(position int64) []settlement {
	settled := make([]settlement, len(b.waiting))
	for i, waiting := range b.waiting {
		receipt := Receipt{InteractionID: b.message.Interactions[i].Id, Fate: Settled, JournalPosition: position}
		settled[i] = settlement{receipt, waiting}
	}
	return settled
}
