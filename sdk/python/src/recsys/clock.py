"""Time, in one place: tests put a clock of their own there and wait for nothing."""

from __future__ import annotations

import threading
import time
from typing import Optional


class Clock:
    """The system's clock."""

    def monotonic(self) -> float:
        """Seconds from some fixed moment; never goes back."""
        return time.monotonic()

    def time_ns(self) -> int:
        """Nanoseconds since 1970."""
        return time.time_ns()

    def sleep(self, seconds: float) -> None:
        """Returns after ``seconds``."""
        time.sleep(seconds)

    def wait(self, condition: threading.Condition, seconds: Optional[float]) -> None:
        """Waits on ``condition``, which the caller holds, for at most ``seconds``; None waits for as long as it takes."""
        condition.wait(seconds)
