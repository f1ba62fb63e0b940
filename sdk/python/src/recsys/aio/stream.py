"""The stream of interactions that a task of its own keeps going."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, AsyncIterator, Callable, Optional

from recsys.aio.clock import AioClock
from recsys.errors import RecsysError
from recsys.ingestion.options import StreamOptions
from recsys.ingestion.outbox import Outbox, Settled
from recsys.ingestion.receipts import Fate, Receipt, Totals
from recsys.ingestion.retry_wait import RetryWait, is_passing
from recsys.ingestion.stream import complete, ended_by_server
from recsys.v1 import IngestInteractionsRequest, IngestInteractionsResponse, Interaction

if TYPE_CHECKING:
    from recsys.gen.recsys.v1.interaction_service_pb2_grpc import InteractionServiceAsyncStub


class InteractionStream:
    """Sends interactions in batches over one stream and makes sure of each, as ``recsys.InteractionStream`` does.

        async with client.interaction_stream() as stream:
            await stream.add(Interaction(customer_id="17850", product_id="85123A", type="INTERACTION_TYPE_VIEW"))
    """

    def __init__(self, stub: "InteractionServiceAsyncStub", options: StreamOptions, clock: AioClock) -> None:
        self._stub, self._options, self._clock = stub, options, clock
        self._outbox = Outbox(options)
        self._failure: Optional[Exception] = None
        self._closing = False
        self._changed: "asyncio.Future[None]" = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._run())

    @property
    def totals(self) -> Totals:
        """What the stream brought so far."""
        return self._outbox.totals

    async def add(self, interaction: Interaction) -> "asyncio.Future[Receipt]":
        """Adds an interaction and returns as soon as the buffer has room for it.

        It gets an id (a random UUID) and the time where it has none. The future tells what becomes of it, for who wants to
        know; ``flush`` waits until everything is durable.

        Raises RecsysError when the stream failed, RuntimeError when it is closed.
        """
        complete(interaction, self._clock.time_ns())
        await self._await(lambda: self._outbox.has_room, None)
        if self._closing:
            raise RuntimeError("the stream is closed")
        future: "asyncio.Future[Receipt]" = asyncio.get_running_loop().create_future()
        # Not everybody waits for it, and a failure must not count as one that nobody looked at.
        future.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        if self._outbox.add(interaction, future, self._clock.monotonic()):
            self._notify()
        return future

    async def send(self, interaction: Interaction) -> Receipt:
        """Adds an interaction and waits for what becomes of it. Raises as ``add`` does."""
        return await (await self.add(interaction))

    async def flush(self) -> None:
        """Sends what was added without waiting for more, and waits until all of it is durable. Raises RecsysError."""
        await self._flush(None)

    async def close(self) -> None:
        """Waits until all that was added is durable, at most for ``close_timeout``, and ends the stream.

        Raises RecsysError when the stream failed, TimeoutError when not all became durable in time.
        """
        if self._closing:
            return
        try:
            await self._flush(self._options.close_timeout)
        finally:
            self._closing = True
            self._notify()
            self._fail(RuntimeError("the stream is closed"))
            # The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
            await asyncio.wait({self._task}, timeout=1.0)
            self._task.cancel()
            await asyncio.wait({self._task})

    async def __aenter__(self) -> "InteractionStream":
        return self

    async def __aexit__(self, *exception: Any) -> None:
        await self.close()

    async def _flush(self, timeout: Optional[float]) -> None:
        last = self._outbox.seal()
        self._notify()
        await self._await(lambda: self._outbox.durable >= last, timeout)

    async def _await(self, holds: Callable[[], bool], timeout: Optional[float]) -> None:
        until = None if timeout is None else self._clock.monotonic() + timeout
        while True:
            if self._failure is not None:
                raise self._failure
            if holds():
                return
            remaining = None if until is None else until - self._clock.monotonic()
            if remaining is not None and remaining <= 0:
                raise TimeoutError(f"not all became durable within {timeout} s")
            await self._clock.wait(self._changed, remaining)

    def _notify(self) -> None:
        """Wakes everybody who waits."""
        changed, self._changed = self._changed, asyncio.get_running_loop().create_future()
        changed.set_result(None)

    async def _run(self) -> None:
        retry = RetryWait(self._options)
        try:
            # Nothing is opened before there is something to send, or again while there is not.
            while await self._wait_for_work():
                await self._connect(retry)
        except Exception as error:  # noqa: BLE001 - whoever waits gets it
            self._fail(error)

    async def _wait_for_work(self) -> bool:
        while not self._closing:
            now = self._clock.monotonic()
            if self._outbox.has_work(now):
                return True
            await self._clock.wait(self._changed, self._outbox.due_in(now))
        return False

    async def _connect(self, retry: RetryWait) -> None:
        connection = _Connection(self)
        try:
            await connection.run()
        except RecsysError as error:
            if connection.progressed:
                retry.progress()
            if self._closing:
                return
            delay = retry.delay(error, self._clock.monotonic()) if is_passing(error) else None
            if delay is None:
                raise
            until = self._clock.monotonic() + delay
            while not self._closing and (remaining := until - self._clock.monotonic()) > 0:
                await self._clock.wait(self._changed, remaining)

    def _settle(self, settled: Settled) -> None:
        self._notify()
        for future, receipt in settled:
            if not future.done():
                future.set_result(receipt)
            if self._options.on_rejected is not None and receipt.fate is Fate.REJECTED:
                self._options.on_rejected(receipt)

    def _fail(self, error: Exception) -> None:
        if self._failure is not None:
            return
        self._failure = error
        for future in self._outbox.abandon():
            if not future.done():
                future.set_exception(error)
        self._notify()


class _Connection:
    """One call of IngestInteractions: goes on where the one before broke off, until it ends."""

    def __init__(self, stream: InteractionStream) -> None:
        self._stream, self._outbox = stream, stream._outbox
        self._ready = self._ended = False
        self.progressed = False
        """Whether anything came back over it."""

    async def run(self) -> None:
        """Sends and takes acknowledgements until the call ends. Raises RecsysError."""
        token = self._outbox.token
        call = self._stream._stub.IngestInteractions(self._requests(token))
        try:
            if not token:
                self._resume(None)
            async for answer in call:
                self.progressed = True
                if self._ready:
                    self._stream._settle(self._outbox.acknowledge(answer))
                else:
                    self._resume(answer)
        finally:
            self._ended = True
            self._stream._notify()
            call.cancel()
        # In good order only where this end was the first to be done.
        if not self._stream._closing:
            raise ended_by_server()

    def _resume(self, answer: Optional[IngestInteractionsResponse]) -> None:
        settled = self._outbox.rewind(answer)
        self._ready = True
        self._stream._settle(settled)

    async def _requests(self, token: str) -> AsyncIterator[IngestInteractionsRequest]:
        if token:
            yield IngestInteractionsRequest(resume_token=token)
        clock = self._stream._clock
        while not self._ended:
            now = clock.monotonic()
            batch = self._outbox.take_unsent(now) if self._ready else None
            if batch is not None:
                yield batch.message
            elif self._stream._closing:
                return
            else:
                await clock.wait(self._stream._changed, self._outbox.due_in(now) if self._ready else None)
