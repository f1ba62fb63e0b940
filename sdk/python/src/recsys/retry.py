"""Which calls are tried again, and when."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import FrozenSet, Optional

import grpc
from google.protobuf import descriptor_pb2

from recsys.errors import RecsysError
from recsys.gen.recsys.v1 import (
    customer_service_pb2,
    interaction_service_pb2,
    model_service_pb2,
    operations_service_pb2,
    product_service_pb2,
    recommendation_service_pb2,
)

_FILES = (
    customer_service_pb2,
    interaction_service_pb2,
    model_service_pb2,
    operations_service_pb2,
    product_service_pb2,
    recommendation_service_pb2,
)


def _safe_methods() -> FrozenSet[str]:
    return frozenset(
        f"/{service.full_name}/{method.name}"
        for file in _FILES
        for service in file.DESCRIPTOR.services_by_name.values()
        for method in service.methods
        if method.GetOptions().idempotency_level != descriptor_pb2.MethodOptions.IDEMPOTENCY_UNKNOWN
    )


SAFE_METHODS = _safe_methods()
"""Methods that the contract marks NO_SIDE_EFFECTS or IDEMPOTENT; anything else might be done twice."""


@dataclass(frozen=True)
class RetryPolicy:
    """When a unary call is tried again: while the server is unavailable, if the method is safe to repeat."""

    max_attempts: int
    jitter: random.Random = field(default_factory=random.Random)

    def delay(self, method: str, attempt: int, error: RecsysError, remaining: float) -> Optional[float]:
        """Seconds to wait before the next attempt; None when there is to be none.

        ``attempt`` counts from 1; ``remaining`` is what is left of the deadline, in seconds.
        """
        if error.code is not grpc.StatusCode.UNAVAILABLE or method not in SAFE_METHODS:
            return None
        if attempt >= self.max_attempts:
            return None
        # Clients that lost the same server must not all come back at the same moment.
        delay = 0.1 * 2 ** (attempt - 1) * self.jitter.uniform(0.8, 1.2)
        if error.retry_delay is not None:
            delay = error.retry_delay * self.jitter.uniform(1.0, 1.1)
        # A wait that outlasts the deadline would only hide why the call failed.
        return delay if delay < remaining else None
