"""A connection to a recommendation server."""

from __future__ import annotations

from typing import Any, Callable, Optional

import grpc

from recsys.calls import CallSettings, Channel
from recsys.clock import Clock
from recsys.connection import Certificates, check_options, open_channel
from recsys.ingestion.options import StreamOptions
from recsys.ingestion.receipts import Receipt
from recsys.ingestion.stream import InteractionStream
from recsys.retry import RetryPolicy
from recsys.v1 import (
    CustomerServiceStub,
    InteractionServiceStub,
    ModelServiceStub,
    OperationsServiceStub,
    ProductServiceStub,
    RecommendationServiceStub,
)


def connect(
    address: str,
    *,
    api_key: Optional[str] = None,
    timeout: float = 5.0,
    max_attempts: int = 3,
    ca: Optional[Certificates] = None,
    max_receive_bytes: int = 32 << 20,
) -> "Client":
    """Makes a client for a server. Nothing is sent until the first call.

    Args:
        address: The server, ``http://127.0.0.1:5080``, or ``https://recs.example.com`` for one with TLS.
        api_key: Sent as ``authorization: Bearer`` with every call. Use it with https only.
        timeout: Seconds that a unary call may take in all, repeats included, unless the call names its own: more than 0,
            up to a day. Streams have none unless the call names one.
        max_attempts: How often a call that the contract marks as safe to repeat is tried in all while the server answers
            UNAVAILABLE: 1–5. Waits about 0.1, 0.2, 0.4 … seconds in between, or as long as the server says.
        ca: Certificates to trust instead of the system's: the path of a PEM file, or its bytes.
        max_receive_bytes: Largest answer taken, 1 KiB – 1 GiB.

    Raises:
        ValueError: The address is none, or an option is out of range.
        OSError: The file of certificates cannot be read.
    """
    check_options(api_key, timeout, max_attempts, max_receive_bytes)
    settings = CallSettings(timeout, RetryPolicy(max_attempts), api_key)
    return Client(open_channel(address, ca, max_receive_bytes), settings)


class Client:
    """The server's services. Make one for each server and keep it: it is safe for any number of threads, opens its
    connection with the first call and reconnects by itself.

    Every failure of a call is a ``RecsysError``. ``connect`` makes one.
    """

    def __init__(self, channel: grpc.Channel, settings: CallSettings) -> None:
        self._clock: Clock = settings.clock
        self.channel = Channel(channel, settings)
        """The connection, for stubs of other services, such as grpc.health.v1."""
        self.recommendations = RecommendationServiceStub(self.channel)
        """Products for a customer or visitor, and products similar to one."""
        self.interactions = InteractionServiceStub(self.channel)
        """Telling the server what customers and visitors did."""
        self.products = ProductServiceStub(self.channel)
        """Keeping the catalogue."""
        self.customers = CustomerServiceStub(self.channel)
        """Keeping customer records."""
        self.models = ModelServiceStub(self.channel)
        """Model versions and training."""
        self.operations = OperationsServiceStub(self.channel)
        """Watching the server."""

    def interaction_stream(
        self,
        *,
        batch_size: int = 1_000,
        linger: float = 0.005,
        buffer_size: int = 20_000,
        give_up_after: float = 300.0,
        close_timeout: float = 30.0,
        on_rejected: Optional[Callable[[Receipt], Any]] = None,
    ) -> InteractionStream:
        """Opens a stream that batches interactions, sends them again after a broken connection and tells when they are
        durable. Keep it open; nothing is sent before the first interaction is added.

        Args:
            batch_size: Most interactions of a batch, 1–10,000.
            linger: Seconds that an interaction waits for others to fill its batch, 0–60.
            buffer_size: Most interactions that are added and not yet durable, 1–1,000,000; beyond it adding waits.
            give_up_after: Seconds to go on trying without anything becoming durable, up to a day.
            close_timeout: Seconds that closing waits for what was added to become durable, up to a day.
            on_rejected: Told of every interaction that was rejected, on the stream's own thread. It holds up the stream
                until it returns, and fails it when it raises.

        Raises:
            ValueError: An option is out of range.
        """
        options = StreamOptions(batch_size, linger, buffer_size, give_up_after, close_timeout, on_rejected)
        return InteractionStream(self.interactions, options, self._clock)

    def close(self) -> None:
        """Closes the connection; calls under way end with CANCELLED."""
        self.channel.close()

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()
