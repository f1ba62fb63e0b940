"""Keys, deadlines, retries and errors of calls."""

import pickle
import random
import threading
import unittest

import grpc

import recsys
from recsys.calls import CallSettings
from recsys.client import Client
from recsys.connection import open_channel
from recsys.errors import error_details_pb2
from recsys.retry import SAFE_METHODS, RetryPolicy
from recsys.v1 import (
    CreateProductRequest,
    CreateProductResponse,
    GetProductRequest,
    GetProductResponse,
    Product,
    WatchServerStatusRequest,
    WatchServerStatusResponse,
)
from scripted import Failure, ManualClock, ScriptedServer, info, retry_in

GET = "recsys.v1.ProductService/GetProduct"
CREATE = "recsys.v1.ProductService/CreateProduct"
WATCH = "recsys.v1.OperationsService/WatchServerStatus"
UNAVAILABLE = grpc.StatusCode.UNAVAILABLE
FOUND = GetProductResponse(product=Product(id="1"))


class CallTests(unittest.TestCase):
    def setUp(self):
        self.server = ScriptedServer()
        self.addCleanup(self.server.close)
        self.clock = ManualClock()

    def client(self, max_attempts=3, timeout=5.0, api_key=None):
        settings = CallSettings(timeout, RetryPolicy(max_attempts, random.Random(1)), api_key, self.clock)
        client = Client(open_channel(self.server.address, None, 1 << 20), settings)
        self.addCleanup(client.close)
        return client

    def answer(self, *answers):
        """Scripts GetProduct with answers and failures, in order."""
        script = iter(answers)
        def next_answer(request, context):
            answer = next(script)
            if isinstance(answer, Failure):
                raise answer
            return answer
        self.server.unary(GET, GetProductRequest, next_answer)

    def attempts(self):
        return self.server.calls.qsize()

    def get(self, client, **options):
        return client.products.GetProduct(GetProductRequest(product_id="1"), **options)

    def test_call_without_deadline_gets_the_clients(self):
        self.answer(FOUND)
        self.assertEqual("1", self.get(self.client(timeout=7)).product.id)
        self.assertTrue(5 < self.server.calls.get().remaining <= 7.5)

    def test_call_with_deadline_keeps_it(self):
        self.answer(FOUND)
        self.get(self.client(), timeout=60)
        self.assertGreater(self.server.calls.get().remaining, 50)

    def test_key_is_sent_as_bearer_and_replaces_the_callers(self):
        self.answer(FOUND)
        self.get(self.client(api_key="s3cret"), metadata=[("authorization", "mine"), ("x-other", "stays")])
        metadata = self.server.calls.get().metadata
        self.assertEqual("Bearer s3cret", metadata["authorization"])
        self.assertEqual("stays", metadata["x-other"])

    def test_safe_method_is_repeated_while_unavailable(self):
        self.answer(Failure(UNAVAILABLE), Failure(UNAVAILABLE), FOUND)
        self.assertEqual("1", self.get(self.client()).product.id)
        first, second = self.clock.slept
        self.assertTrue(0.08 <= first <= 0.12 and 0.16 <= second <= 0.24, self.clock.slept)

    def test_attempts_end_and_the_last_error_is_raised(self):
        self.answer(*[Failure(UNAVAILABLE, "down", info("OVERLOADED"))] * 3)
        with self.assertRaises(recsys.RecsysError) as raised:
            self.get(self.client())
        self.assertEqual((3, "OVERLOADED"), (self.attempts(), raised.exception.reason))

    def test_one_attempt_is_not_repeated(self):
        self.answer(Failure(UNAVAILABLE))
        with self.assertRaises(recsys.RecsysError):
            self.get(self.client(max_attempts=1))
        self.assertEqual(1, self.attempts())

    def test_retry_info_says_how_long_to_wait(self):
        self.answer(Failure(UNAVAILABLE, "", info("OVERLOADED"), retry_in(1.5)), FOUND)
        self.get(self.client())
        self.assertTrue(1.5 <= self.clock.slept[0] <= 1.65, self.clock.slept)

    def test_retry_info_beyond_the_deadline_is_not_waited_for(self):
        self.answer(Failure(UNAVAILABLE, "", info("OVERLOADED"), retry_in(60)))
        with self.assertRaises(recsys.RecsysError) as raised:
            self.get(self.client())
        self.assertEqual(60, raised.exception.retry_delay)
        self.assertEqual([], self.clock.slept)

    def test_other_failures_are_not_repeated(self):
        for code in (grpc.StatusCode.INTERNAL, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.RESOURCE_EXHAUSTED):
            with self.subTest(code=code):
                self.answer(Failure(code))
                before = self.attempts()
                with self.assertRaises(recsys.RecsysError) as raised:
                    self.get(self.client())
                self.assertEqual((code, 1), (raised.exception.code, self.attempts() - before))

    def test_unsafe_method_is_never_repeated(self):
        def unavailable(request, context):
            raise Failure(UNAVAILABLE)
        self.server.unary(CREATE, CreateProductRequest, unavailable)
        with self.assertRaises(recsys.RecsysError):
            self.client().products.CreateProduct(CreateProductRequest())
        self.assertEqual(1, self.attempts())

    def test_safe_methods_are_those_the_contract_marks(self):
        self.assertIn("/recsys.v1.InteractionService/WriteInteractions", SAFE_METHODS)
        self.assertIn(f"/{GET}", SAFE_METHODS)
        self.assertNotIn(f"/{CREATE}", SAFE_METHODS)
        self.assertNotIn("/recsys.v1.InteractionService/IngestInteractions", SAFE_METHODS)

    def test_error_carries_all_details(self):
        bad = error_details_pb2.BadRequest(field_violations=[{"field": "page_size", "description": "is -1; give 0–1000."}])
        self.answer(Failure(
            grpc.StatusCode.INVALID_ARGUMENT, "wrong", info("INVALID_FIELDS", a="b"), bad,
            error_details_pb2.RequestInfo(request_id="r-1")))
        with self.assertRaises(recsys.RecsysError) as raised:
            self.get(self.client())
        error = raised.exception
        self.assertEqual("INVALID_ARGUMENT: wrong", str(error))
        self.assertEqual(("wrong", "INVALID_FIELDS", "recsys", {"a": "b"}, "r-1", None),
                         (error.message, error.reason, error.domain, error.metadata, error.request_id, error.retry_delay))
        self.assertEqual((recsys.FieldViolation("page_size", "is -1; give 0–1000."),), error.field_violations)

    def test_mangled_details_leave_the_status(self):
        failure = Failure(grpc.StatusCode.NOT_FOUND, "gone")
        failure.trailers = (("grpc-status-details-bin", b"\xff\xff\xff"),)
        self.answer(failure)
        with self.assertRaises(recsys.RecsysError) as raised:
            self.get(self.client())
        self.assertEqual((grpc.StatusCode.NOT_FOUND, "gone", ""),
                         (raised.exception.code, raised.exception.message, raised.exception.reason))

    def test_future_answers_fails_and_is_cancelled(self):
        client = self.client()
        self.answer(FOUND, Failure(UNAVAILABLE))
        request = GetProductRequest(product_id="1")
        self.assertEqual("1", client.products.GetProduct.future(request).result(20).product.id)
        with self.assertRaises(recsys.RecsysError) as raised:
            client.products.GetProduct.future(request).result(20)
        self.assertIs(UNAVAILABLE, raised.exception.code)
        released = threading.Event()
        self.addCleanup(released.set)
        self.server.unary(GET, GetProductRequest, lambda request, context: released.wait(20) and FOUND)
        future = client.products.GetProduct.future(request)
        future.cancel()
        with self.assertRaises(recsys.RecsysError) as raised:
            future.result(20)
        self.assertIs(grpc.StatusCode.CANCELLED, raised.exception.code)

    def test_stream_has_no_deadline_and_fails_typed(self):
        def watch(request, context):
            yield WatchServerStatusResponse()
            raise Failure(grpc.StatusCode.ABORTED, "enough", info("ENOUGH"))
        self.server.server_stream(WATCH, WatchServerStatusRequest, watch)
        answers = self.client().operations.WatchServerStatus(WatchServerStatusRequest())
        self.assertEqual(WatchServerStatusResponse(), next(answers))
        with self.assertRaises(recsys.RecsysError) as raised:
            next(answers)
        self.assertEqual("ENOUGH", raised.exception.reason)
        self.assertGreater(self.server.calls.get().remaining or 1e18, 1e9)

    def test_stream_is_cancelled(self):
        def endless(request, context):
            while context.is_active():
                yield WatchServerStatusResponse()
        self.server.server_stream(WATCH, WatchServerStatusRequest, endless)
        answers = self.client().operations.WatchServerStatus(WatchServerStatusRequest())
        next(answers)
        answers.cancel()
        with self.assertRaises(recsys.RecsysError) as raised:
            for _ in answers:
                pass
        self.assertIs(grpc.StatusCode.CANCELLED, raised.exception.code)

    def test_messages_can_be_pickled(self):
        self.assertEqual(FOUND, pickle.loads(pickle.dumps(FOUND)))


if __name__ == "__main__":
    unittest.main()
