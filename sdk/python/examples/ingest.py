"""Shows a customer recommendations, tells the server what was bought of them, and asks again."""

import os

import recsys
from recsys.v1 import Interaction, RecommendForUserRequest

with recsys.connect(os.environ.get("RECSYS_ADDRESS", "http://127.0.0.1:5080")) as client:
    answer = client.recommendations.RecommendForUser(RecommendForUserRequest(customer_id="17850", page_size=5))
    with client.interaction_stream() as stream:
        for item in answer.recommendations:
            seen = Interaction(customer_id="17850", product_id=item.product_id, type="INTERACTION_TYPE_VIEW")
            stream.add(recsys.attribute(seen, answer))
        receipt = stream.send(Interaction(
            customer_id="17850", product_id=answer.recommendations[0].product_id, type="INTERACTION_TYPE_PURCHASE"))
    print(f"{stream.totals.accepted} interactions accepted, {receipt.fate.value}")
    after = client.recommendations.RecommendForUser(RecommendForUserRequest(
        customer_id="17850", page_size=5, min_journal_position=receipt.journal_position))
    print(f"the answer reflects position {after.provenance.journal_position}")
