"""A server that answers by a script, and a clock that moves when a test says so."""

from __future__ import annotations

import queue
import threading
from concurrent import futures
from typing import Any, Callable, List, Optional

import grpc
from google.protobuf import any_pb2

from recsys.clock import Clock
from recsys.errors import error_details_pb2, status_pb2


class Failure(Exception):
    """What a scripted call fails with."""

    def __init__(self, code: grpc.StatusCode, message: str = "", *details: Any) -> None:
        super().__init__(message)
        status = status_pb2.Status(code=code.value[0], message=message)
        for detail in details:
            packed = any_pb2.Any()
            packed.Pack(detail)
            status.details.append(packed)
        self.code, self.message = code, message
        self.trailers = (("grpc-status-details-bin", status.SerializeToString()),) if details else ()


def info(reason: str, **metadata: str) -> Any:
    return error_details_pb2.ErrorInfo(reason=reason, domain="recsys", metadata=metadata)


def retry_in(seconds: float) -> Any:
    return error_details_pb2.RetryInfo(retry_delay={"seconds": int(seconds), "nanos": round(seconds % 1 * 1e9)})


class Call:
    """A call as the server saw it."""

    def __init__(self, requests: List[Any], context: grpc.ServicerContext) -> None:
        self.requests = requests
        self.metadata = dict(context.invocation_metadata())
        self.remaining = context.time_remaining()
        self.context = context


class ScriptedServer:
    """Answers each method with its script: a function of the request (or the requests, as they come) and the context that
    returns or yields answers, or raises Failure."""

    def __init__(self, credentials: Optional[grpc.ServerCredentials] = None) -> None:
        self.calls: "queue.Queue[Call]" = queue.Queue()
        self._scripts: dict = {}
        self._server = grpc.server(futures.ThreadPoolExecutor(8), options=[("grpc.so_reuseport", 0)])
        self._server.add_generic_rpc_handlers((self,))
        if credentials is None:
            self.address = f"http://127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        else:
            self.address = f"https://localhost:{self._server.add_secure_port('localhost:0', credentials)}"
        self._server.start()

    def unary(self, path: str, request_type: Any, script: Callable[[Any, Any], Any]) -> None:
        def handle(request: Any, context: grpc.ServicerContext) -> Any:
            self.calls.put(Call([request], context))
            try:
                return script(request, context)
            except Failure as failure:
                self._abort(failure, context)
        self._scripts[f"/{path}"] = grpc.unary_unary_rpc_method_handler(
            handle, request_type.FromString, lambda answer: answer.SerializeToString())

    def server_stream(self, path: str, request_type: Any, script: Callable[[Any, Any], Any]) -> None:
        def handle(request: Any, context: grpc.ServicerContext) -> Any:
            self.calls.put(Call([request], context))
            try:
                yield from script(request, context)
            except Failure as failure:
                self._abort(failure, context)
        self._scripts[f"/{path}"] = grpc.unary_stream_rpc_method_handler(
            handle, request_type.FromString, lambda answer: answer.SerializeToString())

    def bidi(self, path: str, request_type: Any, script: Callable[[Any, Any], Any]) -> None:
        def handle(requests: Any, context: grpc.ServicerContext) -> Any:
            self.calls.put(Call([], context))
            try:
                yield from script(requests, context)
            except Failure as failure:
                self._abort(failure, context)
        self._scripts[f"/{path}"] = grpc.stream_stream_rpc_method_handler(
            handle, request_type.FromString, lambda answer: answer.SerializeToString())

    def service(self, details: grpc.HandlerCallDetails) -> Any:
        return self._scripts.get(details.method)

    def service_name(self) -> None:
        return None

    def close(self) -> None:
        self._server.stop(None).wait()

    @staticmethod
    def _abort(failure: Failure, context: grpc.ServicerContext) -> None:
        context.set_trailing_metadata(failure.trailers)
        context.abort(failure.code, failure.message)


class ManualClock(Clock):
    """A clock that stands still until a test moves it. ``sleep`` moves it by itself and is remembered."""

    def __init__(self) -> None:
        self.slept: List[float] = []
        self._now = 1000.0
        self._gate = threading.Condition()
        self._waiting: List[tuple] = []

    def monotonic(self) -> float:
        with self._gate:
            return self._now

    def time_ns(self) -> int:
        return 1_700_000_000_000_000_000

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        with self._gate:
            self._now += seconds

    def wait(self, condition: threading.Condition, seconds: Optional[float]) -> None:
        waiter = (condition, seconds)
        with self._gate:
            self._waiting.append(waiter)
            self._gate.notify_all()
        condition.wait()
        with self._gate:
            self._waiting.remove(waiter)

    def elapse(self, least: float, most: float) -> float:
        """Waits until somebody waits for a time between the bounds, and lets it pass; returns it."""
        with self._gate:
            def wanted() -> list:
                return [one for one in self._waiting if one[1] is not None and least <= one[1] <= most]
            if not self._gate.wait_for(wanted, 20):
                raise AssertionError(f"nobody waits for {least}–{most} s, but {[one[1] for one in self._waiting]}")
            seconds = wanted()[0][1]
            self._now += seconds
            conditions = {id(one[0]): one[0] for one in self._waiting}.values()
        for condition in conditions:
            with condition:
                condition.notify_all()
        return seconds
