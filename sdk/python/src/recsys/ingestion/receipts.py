"""What became of interactions."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Optional

from recsys.v1 import InteractionRejection


class Fate(enum.Enum):
    """What became of an interaction that was added to a stream."""

    ACCEPTED = "accepted"
    """Durable, and taken into account by the next request."""
    DUPLICATE = "duplicate"
    """One of the same id was accepted before; nothing was counted twice."""
    REJECTED = "rejected"
    """Not stored; the receipt says why."""
    SETTLED = "settled"
    """Its batch is durable, but the connection broke before the acknowledgement arrived: accepted or duplicate, or rejected
    for a reason that was lost."""


@dataclass(frozen=True)
class Receipt:
    """What became of one interaction."""

    interaction_id: str
    fate: Fate
    journal_position: int
    """What ``min_journal_position`` of a request for recommendations takes, so that the answer reflects it."""
    rejection: Optional[InteractionRejection] = None
    """Why it was rejected; None for any other fate."""


@dataclass(frozen=True)
class Totals:
    """What a stream brought so far. What is known to be durable and no more, see ``Fate.SETTLED``, is not counted."""

    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    journal_position: int = 0
