"""Time for asyncio, in one place: tests put a clock of their own there."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Optional


class AioClock:
    """The system's clock."""

    def monotonic(self) -> float:
        """Seconds from some fixed moment; never goes back."""
        return time.monotonic()

    def time_ns(self) -> int:
        """Nanoseconds since 1970."""
        return time.time_ns()

    async def sleep(self, seconds: float) -> None:
        """Returns after ``seconds``."""
        await asyncio.sleep(seconds)

    async def wait(self, changed: "asyncio.Future[Any]", seconds: Optional[float]) -> None:
        """Waits until ``changed`` is done, for at most ``seconds``; None waits for as long as it takes."""
        await asyncio.wait({changed}, timeout=seconds)
