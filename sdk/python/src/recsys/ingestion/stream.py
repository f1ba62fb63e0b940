"""The stream of interactions that a thread of its own keeps going."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import Future
from typing import Any, Iterator, Optional

import grpc

from recsys.clock import Clock
from recsys.errors import RecsysError
from recsys.ingestion.options import StreamOptions
from recsys.ingestion.outbox import Outbox, Settled, deliver
from recsys.ingestion.receipts import Receipt, Totals
from recsys.ingestion.retry_wait import RetryWait, is_passing
from recsys.v1 import IngestInteractionsRequest, IngestInteractionsResponse, Interaction, InteractionServiceStub


class InteractionStream:
    """Sends interactions in batches over one stream and makes sure of each: what is not durable when the connection breaks
    is sent again over the next one, and nothing is counted twice. Safe for any number of threads.

        with client.interaction_stream() as stream:
            stream.add(Interaction(customer_id="17850", product_id="85123A", type="INTERACTION_TYPE_VIEW"))

    The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again cannot
    heal (wrong key, a message the server refuses, no server for ``give_up_after``) fails the stream: whoever waits gets it,
    and so does every later call.
    """

    def __init__(self, stub: InteractionServiceStub, options: StreamOptions, clock: Clock) -> None:
        self._stub, self._options, self._clock = stub, options, clock
        self._outbox = Outbox(options)
        self._changed = threading.Condition()
        self._failure: Optional[Exception] = None
        self._closing = False
        self._connection: Optional[_Connection] = None
        self._thread = threading.Thread(target=self._run, name="recsys-interactions", daemon=True)
        self._thread.start()

    @property
    def totals(self) -> Totals:
        """What the stream brought so far."""
        with self._changed:
            return self._outbox.totals

    def add(self, interaction: Interaction, timeout: Optional[float] = None) -> "Future[Receipt]":
        """Adds an interaction and returns as soon as the buffer has room for it.

        It gets an id (a random UUID) and the time where it has none. The future tells what becomes of it, for who wants to
        know; ``flush`` waits until everything is durable.

        Raises RecsysError when the stream failed, TimeoutError when there was no room for ``timeout`` seconds, RuntimeError
        when it is closed.
        """
        complete(interaction, self._clock.time_ns())
        future: Future[Receipt] = Future()
        with self._changed:
            self._await(lambda: self._outbox.has_room, timeout)
            if self._closing:
                raise RuntimeError("the stream is closed")
            if self._outbox.add(interaction, future, self._clock.monotonic()):
                self._changed.notify_all()
        return future

    def send(self, interaction: Interaction, timeout: Optional[float] = None) -> Receipt:
        """Adds an interaction and waits for what becomes of it. Raises as ``add`` does."""
        return self.add(interaction, timeout).result(timeout)

    def flush(self, timeout: Optional[float] = None) -> None:
        """Sends what was added without waiting for more, and waits until all of it is durable.

        Raises RecsysError when the stream failed, TimeoutError after ``timeout`` seconds.
        """
        with self._changed:
            last = self._outbox.seal()
            self._changed.notify_all()
            self._await(lambda: self._outbox.durable >= last, timeout)

    def close(self) -> None:
        """Waits until all that was added is durable, at most for ``close_timeout``, and ends the stream.

        Raises RecsysError when the stream failed, TimeoutError when not all became durable in time.
        """
        with self._changed:
            if self._closing:
                return
        try:
            self.flush(self._options.close_timeout)
        finally:
            with self._changed:
                self._closing = True
                self._changed.notify_all()
            self._fail(RuntimeError("the stream is closed"))
            # The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
            self._thread.join(1.0)
            with self._changed:
                connection = self._connection
            if connection is not None:
                connection.cancel()
            self._thread.join()

    def __enter__(self) -> "InteractionStream":
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    def _await(self, holds: Any, timeout: Optional[float]) -> None:
        """Waits, with the condition held, until ``holds()``; raises the failure or TimeoutError."""
        until = None if timeout is None else self._clock.monotonic() + timeout
        while True:
            if self._failure is not None:
                raise self._failure
            if holds():
                return
            remaining = None if until is None else until - self._clock.monotonic()
            if remaining is not None and remaining <= 0:
                raise TimeoutError(f"not all became durable within {timeout} s")
            self._clock.wait(self._changed, remaining)

    def _run(self) -> None:
        retry = RetryWait(self._options)
        try:
            # Nothing is opened before there is something to send, or again while there is not.
            while self._wait_for_work():
                self._connect(retry)
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            self._fail(error)

    def _wait_for_work(self) -> bool:
        with self._changed:
            while not self._closing:
                now = self._clock.monotonic()
                if self._outbox.has_work(now):
                    return True
                self._clock.wait(self._changed, self._outbox.due_in(now))
            return False

    def _connect(self, retry: RetryWait) -> None:
        connection = _Connection(self)
        try:
            connection.run()
        except RecsysError as error:
            if connection.progressed:
                retry.progress()
            if self._closing:
                return
            delay = retry.delay(error, self._clock.monotonic()) if is_passing(error) else None
            if delay is None:
                raise
            self._pause(delay)

    def _pause(self, delay: float) -> None:
        until = self._clock.monotonic() + delay
        with self._changed:
            while not self._closing and (remaining := until - self._clock.monotonic()) > 0:
                self._clock.wait(self._changed, remaining)

    def _settle(self, settled: Settled) -> None:
        with self._changed:
            self._changed.notify_all()
        deliver(settled, self._options.on_rejected)

    def _fail(self, error: Exception) -> None:
        with self._changed:
            if self._failure is not None:
                return
            self._failure = error
            waiting = self._outbox.abandon()
            self._changed.notify_all()
        for future in waiting:
            if future.set_running_or_notify_cancel():
                future.set_exception(error)


class _Connection:
    """One call of IngestInteractions: goes on where the one before broke off, until it ends."""

    def __init__(self, stream: InteractionStream) -> None:
        self._stream = stream
        self._changed, self._outbox = stream._changed, stream._outbox
        self._ready = self._ended = False
        self._call: Any = None
        self.progressed = False
        """Whether anything came back over it."""

    def run(self) -> None:
        """Sends and takes acknowledgements until the call ends. Raises RecsysError."""
        with self._changed:
            token = self._outbox.token
        self._call = self._stream._stub.IngestInteractions(self._requests(token))
        with self._changed:
            self._stream._connection = self
            if self._stream._closing:
                self._call.cancel()
        try:
            self._resume(next(self._call, None) if token else None, resuming=bool(token))
            for answer in self._call:
                self.progressed = True
                with self._changed:
                    settled = self._outbox.acknowledge(answer)
                self._stream._settle(settled)
        finally:
            with self._changed:
                self._ended = True
                self._stream._connection = None
                self._changed.notify_all()
            self._call.cancel()
        # In good order only where this end was the first to be done.
        if not self._stream._closing:
            raise ended_by_server()

    def cancel(self) -> None:
        """Breaks the call off."""
        self._call.cancel()

    def _resume(self, answer: Optional[IngestInteractionsResponse], resuming: bool) -> None:
        if resuming and answer is None:
            raise ended_by_server()
        self.progressed = resuming
        with self._changed:
            settled = self._outbox.rewind(answer)
            self._ready = True
        self._stream._settle(settled)

    def _requests(self, token: str) -> Iterator[IngestInteractionsRequest]:
        """What grpc sends, on a thread of its own."""
        if token:
            yield IngestInteractionsRequest(resume_token=token)
        while (batch := self._next_batch()) is not None:
            yield batch

    def _next_batch(self) -> Optional[IngestInteractionsRequest]:
        clock = self._stream._clock
        with self._changed:
            while not self._ended:
                now = clock.monotonic()
                batch = self._outbox.take_unsent(now) if self._ready else None
                if batch is not None:
                    return batch.message
                if self._stream._closing:
                    return None
                clock.wait(self._changed, self._outbox.due_in(now) if self._ready else None)
            return None


def complete(interaction: Interaction, now_ns: int) -> None:
    """Fills in id and time where there are none."""
    if not interaction.id:
        interaction.id = str(uuid.uuid4())
    if not interaction.HasField("event_time"):
        # The server would take the time it arrives, which may be much later.
        interaction.event_time.FromNanoseconds(now_ns)


def ended_by_server() -> RecsysError:
    """What a stream that ends too early fails with."""
    return RecsysError(grpc.StatusCode.UNAVAILABLE, "The server ended the stream.")
