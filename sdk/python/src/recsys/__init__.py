"""Client of a Recsys recommendation server.

    import recsys
    from recsys.v1 import RecommendForUserRequest

    with recsys.connect("http://127.0.0.1:5080") as client:
        answer = client.recommendations.RecommendForUser(
            RecommendForUserRequest(customer_id="17850", page_size=10, include_products=True))
        for item in answer.recommendations:
            print(f"{item.score:.3f} {item.product.title}")
"""

from recsys import v1
from recsys.attribution import attribute
from recsys.client import Client, connect
from recsys.errors import FieldViolation, RecsysError
from recsys.ingestion.receipts import Fate, Receipt, Totals
from recsys.ingestion.stream import InteractionStream

__version__ = "0.1.0"

__all__ = [
    "Client",
    "Fate",
    "FieldViolation",
    "InteractionStream",
    "Receipt",
    "RecsysError",
    "Totals",
    "attribute",
    "connect",
    "v1",
]
