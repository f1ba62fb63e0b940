"""What was added to a stream and is not yet durable. Knows no threads and no connection: whoever uses it locks and waits."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Callable, Deque, List, Optional, Tuple

from recsys.ingestion.options import StreamOptions
from recsys.ingestion.receipts import Fate, Receipt, Totals
from recsys.v1 import IngestInteractionsRequest, IngestInteractionsResponse, Interaction

# Of concurrent.futures or of asyncio: only whoever settles it needs to know.
Waiting = Any
Settled = List[Tuple[Waiting, Receipt]]


@dataclass
class Batch:
    """A batch until it is durable. Its number stays its own over reconnections."""

    message: IngestInteractionsRequest = field(default_factory=IngestInteractionsRequest)
    waiting: List[Tuple[str, Waiting]] = field(default_factory=list)
    size: int = 0

    def settle(self, answer: IngestInteractionsResponse) -> Settled:
        """Each interaction's receipt, from the batch's own acknowledgement."""
        duplicates = set(answer.duplicate_indexes)
        rejections = {result.index: result.rejection for result in answer.rejections}
        position = answer.journal_position
        settled: Settled = []
        for index, (key, future) in enumerate(self.waiting):
            if index in rejections:
                receipt = Receipt(key, Fate.REJECTED, position, rejections[index])
            else:
                receipt = Receipt(key, Fate.DUPLICATE if index in duplicates else Fate.ACCEPTED, position)
            settled.append((future, receipt))
        return settled

    def settle_unseen(self, position: int) -> Settled:
        """The same when the batch is durable and its acknowledgement was lost."""
        return [(future, Receipt(key, Fate.SETTLED, position)) for key, future in self.waiting]


class Outbox:
    """One batch that fills, batches to be sent, and all that are not acknowledged, in their order."""

    def __init__(self, options: StreamOptions) -> None:
        self._options = options
        self._open = Batch()
        self._due_at: Optional[float] = None
        self._unsent: Deque[Batch] = deque()
        self._unacknowledged: Deque[Batch] = deque()
        self._sealed = 0
        self._held = 0
        self.durable = 0
        """The last batch that is durable."""
        self.token = ""
        """The latest resume token; empty before the first acknowledgement."""
        self.totals = Totals()

    @property
    def has_room(self) -> bool:
        """Whether another interaction may be added."""
        return self._held < self._options.buffer_size

    @property
    def is_empty(self) -> bool:
        """Whether everything is durable."""
        return self._held == 0

    def add(self, interaction: Interaction, future: Waiting, now: float) -> bool:
        """Adds a copy of an interaction; returns whether there may be something new to send or to wait for."""
        size = interaction.ByteSize()
        if self._open.waiting and self._open.size + size > self._options.batch_bytes:
            self.seal()
        batch = self._open
        batch.message.interactions.append(interaction)
        batch.waiting.append((interaction.id, future))
        batch.size += size
        self._held += 1
        first = len(batch.waiting) == 1
        if first:
            self._due_at = now + self._options.linger
        if len(batch.waiting) >= self._options.batch_size:
            self.seal()
        return first or not self._open.waiting

    def seal(self) -> int:
        """Lets the open batch be sent without waiting for more; returns the last batch's number."""
        if self._open.waiting:
            self._sealed += 1
            self._open.message.batch_number = self._sealed
            self._unacknowledged.append(self._open)
            self._unsent.append(self._open)
            self._open, self._due_at = Batch(), None
        return self._sealed

    def has_work(self, now: float) -> bool:
        """Whether anything is to be sent or to be acknowledged."""
        return bool(self._unacknowledged) or self._is_due(now)

    def take_unsent(self, now: float) -> Optional[Batch]:
        """The next batch to send, or None while there is none."""
        if not self._unsent and self._is_due(now):
            self.seal()
        return self._unsent.popleft() if self._unsent else None

    def due_in(self, now: float) -> Optional[float]:
        """Seconds until the open batch is to be sent; None while it is empty."""
        return None if self._due_at is None else max(0.0, self._due_at - now)

    def acknowledge(self, answer: IngestInteractionsResponse) -> Settled:
        """Takes the acknowledgement of the oldest batch. Raises ValueError when it is of another one."""
        if not self._unacknowledged or self._unacknowledged[0].message.batch_number != answer.batch_number:
            raise ValueError(f"the server acknowledged batch {answer.batch_number} out of order")
        batch = self._take_durable()
        self.token = answer.resume_token
        totals = self.totals
        self.totals = Totals(
            totals.accepted + answer.accepted_count, totals.duplicates + answer.duplicate_count,
            totals.rejected + len(answer.rejections), answer.journal_position)
        return batch.settle(answer)

    def rewind(self, resumed: Optional[IngestInteractionsResponse]) -> Settled:
        """A connection is there: all that is not durable is sent over it.

        ``resumed`` is the server's answer to the resume token, None for a new stream.
        """
        settled: Settled = []
        if resumed is not None:
            self.token = resumed.resume_token
            while self._unacknowledged and self._unacknowledged[0].message.batch_number <= resumed.batch_number:
                settled += self._take_durable().settle_unseen(resumed.journal_position)
        self._unsent = deque(self._unacknowledged)
        return settled

    def abandon(self) -> List[Waiting]:
        """Gives up all that is not durable; returns who waits for it."""
        self.seal()
        waiting = [future for batch in self._unacknowledged for _, future in batch.waiting]
        self._unacknowledged.clear()
        self._unsent.clear()
        self._held = 0
        return waiting

    def _is_due(self, now: float) -> bool:
        return self._due_at is not None and now >= self._due_at

    def _take_durable(self) -> Batch:
        batch = self._unacknowledged.popleft()
        self._held -= len(batch.waiting)
        self.durable = batch.message.batch_number
        return batch


def deliver(settled: Settled, on_rejected: Optional[Callable[[Receipt], object]]) -> None:
    """Gives everybody what the server says."""
    for future, receipt in settled:
        if future.set_running_or_notify_cancel():
            future.set_result(receipt)
        if on_rejected is not None and receipt.fate is Fate.REJECTED:
            on_rejected(receipt)
