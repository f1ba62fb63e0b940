"""A connection to a recommendation server, for asyncio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Optional, cast

from recsys.aio.calls import AioCallSettings, Channel
from recsys.aio.stream import InteractionStream
from recsys.connection import Certificates, check_options, open_channel
from recsys.ingestion.options import StreamOptions
from recsys.ingestion.receipts import Receipt
from recsys.retry import RetryPolicy
from recsys.v1 import (
    CustomerServiceStub,
    InteractionServiceStub,
    ModelServiceStub,
    OperationsServiceStub,
    ProductServiceStub,
    RecommendationServiceStub,
)

if TYPE_CHECKING:
    from recsys.gen.recsys.v1.customer_service_pb2_grpc import CustomerServiceAsyncStub
    from recsys.gen.recsys.v1.interaction_service_pb2_grpc import InteractionServiceAsyncStub
    from recsys.gen.recsys.v1.model_service_pb2_grpc import ModelServiceAsyncStub
    from recsys.gen.recsys.v1.operations_service_pb2_grpc import OperationsServiceAsyncStub
    from recsys.gen.recsys.v1.product_service_pb2_grpc import ProductServiceAsyncStub
    from recsys.gen.recsys.v1.recommendation_service_pb2_grpc import RecommendationServiceAsyncStub


def connect(
    address: str,
    *,
    api_key: Optional[str] = None,
    timeout: float = 5.0,
    max_attempts: int = 3,
    ca: Optional[Certificates] = None,
    max_receive_bytes: int = 32 << 20,
) -> "Client":
    """Makes a client for a server, see ``recsys.connect``. Call it where the event loop runs."""
    check_options(api_key, timeout, max_attempts, max_receive_bytes)
    settings = AioCallSettings(timeout, RetryPolicy(max_attempts), api_key)
    return Client(open_channel(address, ca, max_receive_bytes, for_asyncio=True), settings)


class Client:
    """The server's services. Make one for each server and keep it, on one event loop; it opens its connection with the first
    call and reconnects by itself. Every failure of a call is a ``RecsysError``.
    """

    def __init__(self, channel: Any, settings: AioCallSettings) -> None:
        self._clock = settings.clock
        self.channel = Channel(channel, settings)
        """The connection, for stubs of other services."""
        made: Any = self.channel
        self.recommendations = cast("RecommendationServiceAsyncStub", RecommendationServiceStub(made))
        """Products for a customer or visitor, and products similar to one."""
        self.interactions = cast("InteractionServiceAsyncStub", InteractionServiceStub(made))
        """Telling the server what customers and visitors did."""
        self.products = cast("ProductServiceAsyncStub", ProductServiceStub(made))
        """Keeping the catalogue."""
        self.customers = cast("CustomerServiceAsyncStub", CustomerServiceStub(made))
        """Keeping customer records."""
        self.models = cast("ModelServiceAsyncStub", ModelServiceStub(made))
        """Model versions and training."""
        self.operations = cast("OperationsServiceAsyncStub", OperationsServiceStub(made))
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
        durable, see ``recsys.Client.interaction_stream``. ``on_rejected`` is called on the event loop.
        """
        options = StreamOptions(batch_size, linger, buffer_size, give_up_after, close_timeout, on_rejected)
        return InteractionStream(self.interactions, options, self._clock)

    async def close(self) -> None:
        """Closes the connection; calls under way end with CANCELLED."""
        await self.channel.close()

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *exception: Any) -> None:
        await self.close()
