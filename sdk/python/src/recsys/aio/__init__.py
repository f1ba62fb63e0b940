"""The client for asyncio.

    async with recsys.aio.connect("http://127.0.0.1:5080") as client:
        answer = await client.recommendations.RecommendForUser(RecommendForUserRequest(customer_id="17850"))

The same as ``recsys`` otherwise, with ``await``, ``async with`` and ``async for``.
"""

from recsys.aio.client import Client, connect
from recsys.aio.stream import InteractionStream

__all__ = ["Client", "InteractionStream", "connect"]
