"""How a stream of interactions batches, waits and tries again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional

from recsys.ingestion.receipts import Receipt


@dataclass(frozen=True)
class StreamOptions:
    """See ``Client.interaction_stream``; raises ValueError for what is out of range."""

    batch_size: int = 1_000
    linger: float = 0.005
    buffer_size: int = 20_000
    give_up_after: float = 300.0
    close_timeout: float = 30.0
    on_rejected: Optional[Callable[[Receipt], Any]] = None
    # A server takes messages of 4 MiB unless it was told otherwise.
    batch_bytes: int = 1 << 20
    first_retry_delay: float = 0.1
    most_retry_delay: float = 5.0

    def __post_init__(self) -> None:
        for name, least, most in (
            ("batch_size", 1, 10_000),
            ("linger", 0, 60),
            ("buffer_size", 1, 1_000_000),
            ("give_up_after", 0, 86_400),
            ("close_timeout", 0, 86_400),
        ):
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name} must be {least}–{most}")
