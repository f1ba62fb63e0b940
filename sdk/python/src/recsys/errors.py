"""The one error that calls raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Mapping, Optional, Tuple

import grpc
from google.protobuf.message import DecodeError

# Two copies of one file do not fit into a process: where googleapis-common-protos is installed, it is taken.
try:
    from google.rpc import error_details_pb2, status_pb2
except ImportError:
    from recsys.gen.google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"


@dataclass(frozen=True)
class FieldViolation:
    """A field of the request that is wrong."""

    field: str
    """Its path, such as ``recent_events[3].price``."""
    description: str
    """What is wrong, and how to put it right."""


class RecsysError(Exception):
    """A call that failed: the gRPC status, and what the server says of it in a form that programs can read."""

    def __init__(self, code: grpc.StatusCode, message: str, details: Iterable[Any] = ()) -> None:
        super().__init__(f"{code.name}: {message}" if message else code.name)
        self.code: grpc.StatusCode = code
        """The status, such as ``grpc.StatusCode.NOT_FOUND``."""
        self.message: str = message
        """What happened, for people."""
        self.reason: str = ""
        """Why, for programs, such as ``PRODUCT_NOT_FOUND``; empty when it was not the server's own code that failed the
        call, for example when there is no connection."""
        self.domain: str = ""
        """Who defines the reason: ``recsys``, or empty without a reason."""
        self.metadata: Mapping[str, str] = {}
        """What the reason is about, for example ``product_id`` and the id that was not found."""
        self.field_violations: Tuple[FieldViolation, ...] = ()
        """Every wrong field; empty unless the status is INVALID_ARGUMENT."""
        self.retry_delay: Optional[float] = None
        """Seconds to wait before trying again, where the server says so."""
        self.request_id: str = ""
        """The id under which the server has logged a failure of its own; empty for any other."""
        for detail in details:
            self._take(detail)

    @classmethod
    def of(cls, error: Any) -> "RecsysError":
        """The error that grpc raised, with its details read."""
        return cls(error.code(), error.details() or "", _details(error.trailing_metadata()))

    def _take(self, detail: Any) -> None:
        info = error_details_pb2.ErrorInfo()
        bad = error_details_pb2.BadRequest()
        retry = error_details_pb2.RetryInfo()
        request = error_details_pb2.RequestInfo()
        if detail.Unpack(info):
            self.reason, self.domain, self.metadata = info.reason, info.domain, dict(info.metadata)
        elif detail.Unpack(bad):
            self.field_violations = tuple(FieldViolation(one.field, one.description) for one in bad.field_violations)
        elif detail.Unpack(retry):
            self.retry_delay = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
        elif detail.Unpack(request):
            self.request_id = request.request_id


def _details(trailers: Optional[Iterable[Tuple[str, Any]]]) -> Iterable[Any]:
    packed = next((value for key, value in trailers or () if key == _DETAILS), None)
    if packed is None:
        return ()
    try:
        return status_pb2.Status.FromString(packed).details
    except DecodeError:
        # Something between here and the server mangled the details; the status itself still says what happened.
        return ()
