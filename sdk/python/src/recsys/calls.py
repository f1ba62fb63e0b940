"""What lies between the generated stubs and grpc: the key, deadlines, retries and typed errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Generic, Iterable, Iterator, Optional, Sequence, Tuple, TypeVar

import grpc

from recsys.clock import Clock
from recsys.errors import RecsysError
from recsys.recovery import Recovery
from recsys.retry import RetryPolicy

Request = TypeVar("Request", contravariant=True)
Response = TypeVar("Response", covariant=True)
Metadata = Sequence[Tuple[str, Any]]


@dataclass(frozen=True)
class CallSettings:
    """How calls are made."""

    timeout: float
    retry: RetryPolicy
    api_key: Optional[str] = None
    clock: Clock = field(default_factory=Clock)

    def metadata(self, given: Optional[Metadata]) -> Optional[Metadata]:
        """The caller's metadata, and the key."""
        return with_key(given, self.api_key)


def with_key(given: Optional[Metadata], api_key: Optional[str]) -> Optional[Metadata]:
    """The caller's metadata, and the key in place of the caller's own."""
    if api_key is None:
        return given
    return [*(entry for entry in given or () if entry[0] != "authorization"), ("authorization", f"Bearer {api_key}")]


class UnaryUnary(Generic[Request, Response]):
    """A call with one request and one answer."""

    def __init__(self, inner: Any, method: str, settings: CallSettings, recovery: Recovery) -> None:
        self._inner, self._method, self._settings, self._recovery = inner, method, settings, recovery

    def __call__(
        self, request: Request, timeout: Optional[float] = None, metadata: Optional[Metadata] = None, **options: Any
    ) -> Response:
        """Calls and waits for the answer.

        ``timeout`` is in seconds and covers repeats too; None takes the client's. Raises RecsysError.
        """
        settings = self._settings
        clock, headers = settings.clock, settings.metadata(metadata)
        deadline = clock.monotonic() + (settings.timeout if timeout is None else timeout)
        attempt = 1
        while True:
            try:
                return self._inner(request, timeout=deadline - clock.monotonic(), metadata=headers, **options)
            except grpc.RpcError as failure:
                error = self._recovery.error(failure)
                delay = settings.retry.delay(self._method, attempt, error, deadline - clock.monotonic())
                if delay is None:
                    raise error from failure
            attempt += 1
            clock.sleep(delay)

    def future(
        self, request: Request, timeout: Optional[float] = None, metadata: Optional[Metadata] = None, **options: Any
    ) -> "Future[Response]":
        """Begins the call and returns at once. It is tried once: nobody is there yet who could wait in between."""
        settings = self._settings
        call = self._inner.future(
            request, timeout=settings.timeout if timeout is None else timeout,
            metadata=settings.metadata(metadata), **options)
        return Future(call, self._recovery)


class UnaryStream(Generic[Request, Response]):
    """A call with one request and a stream of answers. It has no deadline unless it is given one."""

    def __init__(self, inner: Any, method: str, settings: CallSettings, recovery: Recovery) -> None:
        self._inner, self._settings, self._recovery = inner, settings, recovery

    def __call__(
        self, request: Request, timeout: Optional[float] = None, metadata: Optional[Metadata] = None, **options: Any
    ) -> "Answers[Response]":
        """Begins the call; iterate over what it returns. Iterating raises RecsysError."""
        call = self._inner(request, timeout=timeout, metadata=self._settings.metadata(metadata), **options)
        return Answers(call, self._recovery)


class StreamUnary(Generic[Request, Response]):
    """A call with a stream of requests and one answer. It has no deadline unless it is given one."""

    def __init__(self, inner: Any, method: str, settings: CallSettings, recovery: Recovery) -> None:
        self._inner, self._settings, self._recovery = inner, settings, recovery

    def __call__(
        self,
        requests: Iterable[Request],
        timeout: Optional[float] = None,
        metadata: Optional[Metadata] = None,
        **options: Any,
    ) -> Response:
        """Sends ``requests`` and waits for the answer. Raises RecsysError."""
        return self.future(requests, timeout, metadata, **options).result()

    def future(
        self,
        requests: Iterable[Request],
        timeout: Optional[float] = None,
        metadata: Optional[Metadata] = None,
        **options: Any,
    ) -> "Future[Response]":
        """Begins the call and returns at once."""
        call = self._inner.future(
            iter(requests), timeout=timeout, metadata=self._settings.metadata(metadata), **options)
        return Future(call, self._recovery)


class StreamStream(Generic[Request, Response]):
    """A call with streams in both directions. It has no deadline unless it is given one."""

    def __init__(self, inner: Any, method: str, settings: CallSettings, recovery: Recovery) -> None:
        self._inner, self._settings, self._recovery = inner, settings, recovery

    def __call__(
        self,
        requests: Iterable[Request],
        timeout: Optional[float] = None,
        metadata: Optional[Metadata] = None,
        **options: Any,
    ) -> "Answers[Response]":
        """Begins the call; iterate over what it returns. Iterating raises RecsysError."""
        call = self._inner(iter(requests), timeout=timeout, metadata=self._settings.metadata(metadata), **options)
        return Answers(call, self._recovery)


class Answers(Generic[Response]):
    """The answers of a call as they come."""

    def __init__(self, call: Any, recovery: Recovery) -> None:
        self._call, self._recovery = call, recovery

    def __iter__(self) -> Iterator[Response]:
        return self

    def __next__(self) -> Response:
        try:
            return next(self._call)
        except grpc.RpcError as failure:
            raise self._recovery.error(failure) from failure

    def cancel(self) -> None:
        """Gives the call up; iterating ends with CANCELLED."""
        self._call.cancel()


class Future(Generic[Response]):
    """An answer that is under way."""

    def __init__(self, call: Any, recovery: Recovery) -> None:
        self._call, self._recovery = call, recovery

    def result(self, timeout: Optional[float] = None) -> Response:
        """Waits for the answer, at most ``timeout`` seconds.

        Raises RecsysError, or grpc.FutureTimeoutError when there is no answer by then; the call goes on.
        """
        try:
            return self._call.result(timeout)
        except grpc.FutureCancelledError as failure:
            raise RecsysError(grpc.StatusCode.CANCELLED, "The call was cancelled.") from failure
        except grpc.RpcError as failure:
            raise self._recovery.error(failure) from failure

    def cancel(self) -> None:
        """Gives the call up."""
        self._call.cancel()

    def done(self) -> bool:
        """Whether ``result`` would return or raise at once."""
        return self._call.done()

    def add_done_callback(self, callback: Callable[["Future[Response]"], Any]) -> None:
        """Calls ``callback`` with this future, on a thread of grpc's, once the call has ended."""
        self._call.add_done_callback(lambda _: callback(self))


class Channel(grpc.Channel):
    """A channel whose calls follow ``settings``; any generated stub can be made on it."""

    def __init__(self, inner: grpc.Channel, settings: CallSettings) -> None:
        self._inner, self._settings = inner, settings
        self._recovery = Recovery(inner, settings.metadata(None))

    def unary_unary(self, method: str, *serializers: Any, **options: Any) -> UnaryUnary[Any, Any]:
        call = self._inner.unary_unary(method, *serializers, **options)
        return UnaryUnary(call, method, self._settings, self._recovery)

    def unary_stream(self, method: str, *serializers: Any, **options: Any) -> UnaryStream[Any, Any]:
        call = self._inner.unary_stream(method, *serializers, **options)
        return UnaryStream(call, method, self._settings, self._recovery)

    def stream_unary(self, method: str, *serializers: Any, **options: Any) -> StreamUnary[Any, Any]:
        call = self._inner.stream_unary(method, *serializers, **options)
        return StreamUnary(call, method, self._settings, self._recovery)

    def stream_stream(self, method: str, *serializers: Any, **options: Any) -> StreamStream[Any, Any]:
        call = self._inner.stream_stream(method, *serializers, **options)
        return StreamStream(call, method, self._settings, self._recovery)

    def subscribe(self, callback: Any, try_to_connect: Optional[bool] = False) -> None:
        self._inner.subscribe(callback, try_to_connect)

    def unsubscribe(self, callback: Any) -> None:
        self._inner.unsubscribe(callback)

    def close(self) -> None:
        self._inner.close()

    def __enter__(self) -> "Channel":
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()
