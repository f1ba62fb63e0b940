package recsys

import recsysv1 "recsys.example/recsys/gen/recsys/v1"

// Fate is what became of an interaction that was added to a stream.
type Fate int

const (
	// Accepted is durable, and taken into account by the next request.
	Accepted Fate = iota
	// Duplicate is one of whose id another was accepted before; nothing was counted twice.
	Duplicate
	// Rejected was not stored; the receipt says why.
	Rejected
	// Settled is durable with its batch, but the connection broke before the acknowledgement arrived: accepted or duplicate,
	// or rejected for a reason that was lost.
	Settled
)

// String is the fate in a word.
func (f Fate) String() string {
	return [...]string{"accepted", "duplicate", "rejected", "settled"}[f]
}

// Receipt is what became of one interaction.
type Receipt struct {
	InteractionID string
	Fate          Fate
	// Rejection is why it was rejected; nil for any other fate.
	Rejection *recsysv1.InteractionRejection
	// JournalPosition is what min_journal_position of a request for recommendations takes, so that the answer reflects it.
	JournalPosition int64
}

// Totals is what a stream brought so far. What is Settled is not counted.
type Totals struct {
	Accepted, Duplicates, Rejected, JournalPosition int64
}
