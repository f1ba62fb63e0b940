"""Asks for a customer's recommendations and prints them."""

import os

import recsys
from recsys.v1 import RecommendForUserRequest

with recsys.connect(os.environ.get("RECSYS_ADDRESS", "http://127.0.0.1:5080")) as client:
    answer = client.recommendations.RecommendForUser(
        RecommendForUserRequest(customer_id="17850", page_size=5, include_products=True))
    for item in answer.recommendations:
        print(f"{item.score:.3f} {item.product.title}")
