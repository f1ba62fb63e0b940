"""Getting back to a server that was away."""

from __future__ import annotations

import threading
from typing import Any, Optional, Sequence, Tuple

import grpc

from recsys.errors import RecsysError

_LIMIT = 600.0


class Recovery:
    """Makes errors of grpc's, and sees to it that a lost connection comes back.

    grpc works on a connection only while some call waits for it, and ordinary calls do not wait for a server that is away:
    they fail at once. So between two of them a new connection would get nowhere. While the connection is lost, one call
    that does wait, asking for the server's health, is under way; what it answers is of no interest.
    """

    def __init__(self, channel: grpc.Channel, metadata: Optional[Sequence[Tuple[str, Any]]]) -> None:
        self._probe = channel.unary_unary("/grpc.health.v1.Health/Check")
        self._metadata = metadata
        self._gate = threading.Lock()
        self._probing = False

    def error(self, failure: Any) -> RecsysError:
        """What is raised for a failure that grpc raised."""
        error = RecsysError.of(failure)
        # With a reason it is a server that answered.
        if error.code is grpc.StatusCode.UNAVAILABLE and not error.reason:
            self._reconnect()
        return error

    def _reconnect(self) -> None:
        with self._gate:
            if self._probing:
                return
            self._probing = True
        try:
            call = self._probe.future(b"", timeout=_LIMIT, metadata=self._metadata, wait_for_ready=True)
        except ValueError:
            # The channel was closed meanwhile.
            return
        call.add_done_callback(self._ended)

    def _ended(self, _: Any) -> None:
        with self._gate:
            self._probing = False
