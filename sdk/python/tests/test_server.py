"""The examples and a few calls against the server that RECSYS_ADDRESS names."""

import os
import runpy
import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import grpc

import recsys
from recsys.v1 import (
    GetProductRequest,
    ImportProductsRequest,
    Interaction,
    ListProductsRequest,
    RecommendForUserRequest,
    WriteInteractionsRequest,
)

EXAMPLES = Path(__file__).parent.parent / "examples"
ADDRESS = os.environ.get("RECSYS_ADDRESS", "")
TLS_ADDRESS = os.environ.get("RECSYS_TLS_ADDRESS", "")


@unittest.skipUnless(ADDRESS, "RECSYS_ADDRESS names no server")
class ServerTests(unittest.TestCase):
    def setUp(self):
        self.client = recsys.connect(ADDRESS, timeout=20)
        self.addCleanup(self.client.close)

    def run_example(self, name):
        printed = StringIO()
        with redirect_stdout(printed):
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        return printed.getvalue()

    def test_example_recommend(self):
        self.assertEqual(5, len(self.run_example("recommend.py").splitlines()))

    def test_example_ingest(self):
        self.assertIn("6 interactions accepted", self.run_example("ingest.py"))

    def test_unknown_product_is_not_found(self):
        with self.assertRaises(recsys.RecsysError) as raised:
            self.client.products.GetProduct(GetProductRequest(product_id="ünknown ✓"))
        self.assertEqual((grpc.StatusCode.NOT_FOUND, "PRODUCT_NOT_FOUND", {"product_id": "ünknown ✓"}),
                         (raised.exception.code, raised.exception.reason, raised.exception.metadata))

    def test_wrong_field_is_named(self):
        with self.assertRaises(recsys.RecsysError) as raised:
            self.client.products.ListProducts(ListProductsRequest(page_size=-1))
        self.assertEqual(["page_size"], [one.field for one in raised.exception.field_violations])

    def test_client_stream_answers(self):
        request = ImportProductsRequest(products=[{"id": ""}])
        answer = self.client.products.ImportProducts([request])
        self.assertEqual(1, answer.rejected_count)

    def test_attribution_is_taken(self):
        answer = self.client.recommendations.RecommendForUser(RecommendForUserRequest(customer_id="17850", page_size=1))
        seen = recsys.attribute(Interaction(
            id=f"attributed-{answer.provenance.seed}", customer_id="17850",
            product_id=answer.recommendations[0].product_id, type="INTERACTION_TYPE_CLICK"), answer)
        self.assertEqual(answer.attribution_token, seen.attribution_token)
        written = self.client.interactions.WriteInteractions(WriteInteractionsRequest(interactions=[seen]))
        self.assertEqual(1, written.accepted_count)


@unittest.skipUnless(TLS_ADDRESS, "RECSYS_TLS_ADDRESS names no server")
class TlsServerTests(unittest.TestCase):
    def connect(self, api_key):
        client = recsys.connect(TLS_ADDRESS, api_key=api_key, ca=os.environ["RECSYS_CA_FILE"], timeout=20)
        self.addCleanup(client.close)
        return client

    def test_right_key_is_let_in(self):
        answer = self.connect(os.environ["RECSYS_API_KEY"]).products.ListProducts(ListProductsRequest(page_size=1))
        self.assertEqual(1, len(answer.products))

    def test_wrong_key_is_unauthenticated(self):
        with self.assertRaises(recsys.RecsysError) as raised:
            self.connect("wrong").products.ListProducts(ListProductsRequest())
        self.assertEqual((grpc.StatusCode.UNAUTHENTICATED, "API_KEY_INVALID"),
                         (raised.exception.code, raised.exception.reason))


if __name__ == "__main__":
    unittest.main()
