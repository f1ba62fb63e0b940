"""What lies between the generated stubs and grpc.aio: the key, deadlines, retries and typed errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, AsyncIterable, AsyncIterator, Generic, Iterable, Optional, TypeVar, Union

import grpc
import grpc.aio

from recsys.aio.clock import AioClock
from recsys.calls import Metadata, with_key
from recsys.errors import RecsysError
from recsys.retry import RetryPolicy

Request = TypeVar("Request", contravariant=True)
Response = TypeVar("Response", covariant=True)


@dataclass(frozen=True)
class AioCallSettings:
    """How calls are made."""

    timeout: float
    retry: RetryPolicy
    api_key: Optional[str] = None
    clock: AioClock = field(default_factory=AioClock)


class _Call:
    """What all kinds of calls have."""

    def __init__(self, inner: Any, method: str, settings: AioCallSettings) -> None:
        self._inner, self._method, self._settings = inner, method, settings

    def _begin(
        self, argument: Any, timeout: Optional[float], metadata: Optional[Metadata], options: Any
    ) -> Any:
        headers = with_key(metadata, self._settings.api_key)
        return self._inner(argument, timeout=timeout, metadata=headers and tuple(headers), **options)


class UnaryUnary(_Call, Generic[Request, Response]):
    """A call with one request and one answer."""

    async def __call__(
        self, request: Request, timeout: Optional[float] = None, metadata: Optional[Metadata] = None, **options: Any
    ) -> Response:
        """Calls and waits for the answer.

        ``timeout`` is in seconds and covers repeats too; None takes the client's. Raises RecsysError.
        """
        settings = self._settings
        clock = settings.clock
        deadline = clock.monotonic() + (settings.timeout if timeout is None else timeout)
        attempt = 1
        while True:
            try:
                response: Response = await self._begin(request, deadline - clock.monotonic(), metadata, options)
                return response
            except grpc.RpcError as failure:
                error = RecsysError.of(failure)
                delay = settings.retry.delay(self._method, attempt, error, deadline - clock.monotonic())
                if delay is None:
                    raise error from failure
            attempt += 1
            await clock.sleep(delay)


class UnaryStream(_Call, Generic[Request, Response]):
    """A call with one request and a stream of answers. It has no deadline unless it is given one."""

    def __call__(
        self, request: Request, timeout: Optional[float] = None, metadata: Optional[Metadata] = None, **options: Any
    ) -> "Answers[Response]":
        """Begins the call; iterate over what it returns. Iterating raises RecsysError."""
        return Answers(self._begin(request, timeout, metadata, options))


class StreamUnary(_Call, Generic[Request, Response]):
    """A call with a stream of requests and one answer. It has no deadline unless it is given one."""

    async def __call__(
        self,
        requests: Union[Iterable[Request], AsyncIterable[Request]],
        timeout: Optional[float] = None,
        metadata: Optional[Metadata] = None,
        **options: Any,
    ) -> Response:
        """Sends ``requests`` and waits for the answer. Raises RecsysError."""
        try:
            response: Response = await self._begin(requests, timeout, metadata, options)
            return response
        except grpc.RpcError as failure:
            raise RecsysError.of(failure) from failure


class StreamStream(_Call, Generic[Request, Response]):
    """A call with streams in both directions. It has no deadline unless it is given one."""

    def __call__(
        self,
        requests: Union[Iterable[Request], AsyncIterable[Request]],
        timeout: Optional[float] = None,
        metadata: Optional[Metadata] = None,
        **options: Any,
    ) -> "Answers[Response]":
        """Begins the call; iterate over what it returns. Iterating raises RecsysError."""
        return Answers(self._begin(requests, timeout, metadata, options))


class Answers(Generic[Response]):
    """The answers of a call as they come."""

    def __init__(self, call: Any) -> None:
        self._call, self._answers = call, call.__aiter__()

    def __aiter__(self) -> AsyncIterator[Response]:
        return self

    async def __anext__(self) -> Response:
        try:
            response: Response = await self._answers.__anext__()
            return response
        except grpc.RpcError as failure:
            raise RecsysError.of(failure) from failure

    def cancel(self) -> None:
        """Gives the call up; whoever iterates gets asyncio.CancelledError."""
        self._call.cancel()


class Channel:
    """A channel whose calls follow ``settings``; any generated stub can be made on it."""

    def __init__(self, inner: grpc.aio.Channel, settings: AioCallSettings) -> None:
        self._inner, self._settings = inner, settings

    def unary_unary(self, method: str, *serializers: Any, **options: Any) -> UnaryUnary[Any, Any]:
        return UnaryUnary(self._inner.unary_unary(method, *serializers, **options), method, self._settings)

    def unary_stream(self, method: str, *serializers: Any, **options: Any) -> UnaryStream[Any, Any]:
        return UnaryStream(self._inner.unary_stream(method, *serializers, **options), method, self._settings)

    def stream_unary(self, method: str, *serializers: Any, **options: Any) -> StreamUnary[Any, Any]:
        return StreamUnary(self._inner.stream_unary(method, *serializers, **options), method, self._settings)

    def stream_stream(self, method: str, *serializers: Any, **options: Any) -> StreamStream[Any, Any]:
        return StreamStream(self._inner.stream_stream(method, *serializers, **options), method, self._settings)

    async def close(self) -> None:
        await self._inner.close()
