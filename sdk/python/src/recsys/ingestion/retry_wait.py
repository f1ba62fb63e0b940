"""Whether and when a broken stream is tried again."""

from __future__ import annotations

import random
from typing import Optional

import grpc

from recsys.errors import RecsysError
from recsys.ingestion.options import StreamOptions

_PASSING = frozenset({
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.ABORTED,
    grpc.StatusCode.CANCELLED,
    grpc.StatusCode.INTERNAL,
    grpc.StatusCode.UNKNOWN,
})


def is_passing(error: RecsysError) -> bool:
    """Whether a failure goes away by itself."""
    return error.code in _PASSING or (
        error.code is grpc.StatusCode.RESOURCE_EXHAUSTED and error.reason == "STORAGE_FULL")


class RetryWait:
    """Doubling waits with jitter, until nothing happened for too long."""

    def __init__(self, options: StreamOptions) -> None:
        self._options = options
        self._jitter = random.Random()
        self._tries = 0
        self._failing_since = 0.0

    def progress(self) -> None:
        """The server answered before it failed: the next failure is a first one."""
        self._tries = 0

    def delay(self, error: RecsysError, now: float) -> Optional[float]:
        """Seconds until the next try; None when it is time to give up."""
        if self._tries == 0:
            self._failing_since = now
        if now - self._failing_since >= self._options.give_up_after:
            return None
        doubled = self._options.first_retry_delay * 2 ** min(self._tries, 20)
        self._tries += 1
        # Clients that lost the same server must not all come back at the same moment.
        delay = min(doubled, self._options.most_retry_delay) * self._jitter.uniform(0.5, 1.0)
        return max(delay, error.retry_delay or 0.0)
