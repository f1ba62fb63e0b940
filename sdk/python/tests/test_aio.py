"""The asyncio client against a server that answers, breaks off and refuses."""

import asyncio
import os
import queue
import random
import unittest

import grpc

import recsys
import recsys.aio
from recsys.aio.calls import AioCallSettings
from recsys.aio.client import Client
from recsys.aio.clock import AioClock
from recsys.aio.stream import InteractionStream
from recsys.connection import open_channel
from recsys.ingestion.options import StreamOptions
from recsys.retry import RetryPolicy
from recsys.v1 import (
    CreateProductRequest,
    GetProductRequest,
    GetProductResponse,
    ImportProductsRequest,
    IngestInteractionsRequest,
    IngestInteractionsResponse,
    Interaction,
    ListProductsRequest,
    Product,
    WatchServerStatusRequest,
    WatchServerStatusResponse,
)
from scripted import Failure, ScriptedServer, info, retry_in

GET = "recsys.v1.ProductService/GetProduct"
CREATE = "recsys.v1.ProductService/CreateProduct"
WATCH = "recsys.v1.OperationsService/WatchServerStatus"
INGEST = "recsys.v1.InteractionService/IngestInteractions"
UNAVAILABLE = grpc.StatusCode.UNAVAILABLE
FOUND = GetProductResponse(product=Product(id="1"))


class ManualAioClock(AioClock):
    """A clock that stands still until a test moves it. ``sleep`` moves it by itself and is remembered."""

    def __init__(self):
        self.slept = []
        self._now = 1000.0
        self._waiting = {}
        self._more = asyncio.Event()

    def monotonic(self):
        return self._now

    async def sleep(self, seconds):
        self.slept.append(seconds)
        self._now += seconds

    async def wait(self, changed, seconds):
        passed = asyncio.get_running_loop().create_future()
        self._waiting[passed] = seconds
        self._more.set()
        try:
            await asyncio.wait({changed, passed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            del self._waiting[passed]

    async def elapse(self, least, most):
        """Waits until somebody waits for a time between the bounds, and lets it pass."""
        while True:
            for passed, seconds in self._waiting.items():
                if seconds is not None and least <= seconds <= most and not passed.done():
                    self._now += seconds
                    passed.set_result(None)
                    return
            self._more.clear()
            await asyncio.wait_for(self._more.wait(), 20)


class AioTestCase(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.server = ScriptedServer()
        self.addCleanup(self.server.close)
        self.clock = ManualAioClock()

    def client(self, api_key=None):
        settings = AioCallSettings(5.0, RetryPolicy(3, random.Random(1)), api_key, self.clock)
        client = Client(open_channel(self.server.address, None, 1 << 20, for_asyncio=True), settings)
        self.addAsyncCleanup(client.close)
        return client


class AioCallTests(AioTestCase):
    def answer(self, *answers):
        script = iter(answers)
        def next_answer(request, context):
            answer = next(script)
            if isinstance(answer, Failure):
                raise answer
            return answer
        self.server.unary(GET, GetProductRequest, next_answer)

    async def test_call_has_key_and_deadline(self):
        self.answer(FOUND)
        answer = await self.client("s3cret").products.GetProduct(
            GetProductRequest(product_id="1"), metadata=[("authorization", "mine"), ("x-other", "stays")])
        call = self.server.calls.get()
        self.assertEqual(("1", "Bearer s3cret", "stays"),
                         (answer.product.id, call.metadata["authorization"], call.metadata["x-other"]))
        self.assertTrue(2 < call.remaining <= 5.5)

    async def test_safe_method_is_repeated_while_unavailable(self):
        self.answer(Failure(UNAVAILABLE), Failure(UNAVAILABLE, "", info("OVERLOADED"), retry_in(1.5)), FOUND)
        await self.client().products.GetProduct(GetProductRequest(product_id="1"))
        self.assertTrue(0.08 <= self.clock.slept[0] <= 0.12 and 1.5 <= self.clock.slept[1] <= 1.65, self.clock.slept)

    async def test_unsafe_method_is_never_repeated(self):
        def unavailable(request, context):
            raise Failure(UNAVAILABLE, "down", info("OVERLOADED"))
        self.server.unary(CREATE, CreateProductRequest, unavailable)
        with self.assertRaises(recsys.RecsysError) as raised:
            await self.client().products.CreateProduct(CreateProductRequest())
        self.assertEqual(("OVERLOADED", 1), (raised.exception.reason, self.server.calls.qsize()))

    async def test_stream_fails_typed_after_what_came(self):
        def watch(request, context):
            yield WatchServerStatusResponse()
            raise Failure(grpc.StatusCode.ABORTED, "enough", info("ENOUGH"))
        self.server.server_stream(WATCH, WatchServerStatusRequest, watch)
        came = []
        with self.assertRaises(recsys.RecsysError) as raised:
            async for answer in self.client().operations.WatchServerStatus(WatchServerStatusRequest()):
                came.append(answer)
        self.assertEqual(("ENOUGH", 1), (raised.exception.reason, len(came)))

    async def test_options_out_of_range_are_refused_by_name(self):
        with self.assertRaisesRegex(ValueError, "max_attempts"):
            recsys.aio.connect("http://127.0.0.1:1", max_attempts=0)


def acknowledge(request):
    return IngestInteractionsResponse(
        batch_number=request.batch_number, accepted_count=len(request.interactions),
        journal_position=request.batch_number * 10, resume_token=f"after-{request.batch_number}")


def all_durable(requests, context):
    for request in requests:
        yield acknowledge(request)


class AioStreamTests(AioTestCase):
    def serve(self, *scripts):
        self.received = queue.Queue()
        left = list(scripts)
        def script(requests, context):
            def noted():
                for request in requests:
                    self.received.put(
                        (request.resume_token or request.batch_number, [one.id for one in request.interactions]))
                    yield request
            yield from (left.pop(0) if len(left) > 1 else left[0])(noted(), context)
        self.server.bidi(INGEST, IngestInteractionsRequest, script)

    def open(self, **options):
        return InteractionStream(
            self.client().interactions, StreamOptions(**{"linger": 0, "batch_size": 1, **options}), self.clock)

    async def test_closing_waits_for_everything(self):
        self.serve(all_durable)
        async with self.open() as stream:
            futures = [await stream.add(Interaction(id=key)) for key in "abc"]
        self.assertEqual([recsys.Fate.ACCEPTED] * 3, [one.result().fate for one in futures])
        self.assertEqual(recsys.Totals(3, 0, 0, 30), stream.totals)
        with self.assertRaisesRegex(RuntimeError, "closed"):
            await stream.add(Interaction(id="d"))

    async def test_open_batch_is_sent_after_lingering(self):
        self.serve(all_durable)
        async with self.open(linger=0.25, batch_size=10) as stream:
            futures = [await stream.add(Interaction(id=key)) for key in "ab"]
            await self.clock.elapse(0.25, 0.25)
            await futures[1]
        self.assertEqual((1, ["a", "b"]), self.received.get())

    async def test_broken_connection_is_resumed_and_the_rest_sent_again(self):
        def breaks_off(requests, context):
            yield acknowledge(next(requests))
            next(requests)
            raise Failure(UNAVAILABLE, "gone")

        def resumes(requests, context):
            token = next(requests)
            yield IngestInteractionsResponse(batch_number=1, resume_token=token.resume_token)
            yield from all_durable(requests, context)

        self.serve(breaks_off, resumes)
        async with self.open() as stream:
            await stream.send(Interaction(id="a"))
            second = await stream.add(Interaction(id="b"))
            await self.clock.elapse(0.05, 0.1)
            self.assertIs(recsys.Fate.ACCEPTED, (await second).fate)
        self.assertEqual([(1, ["a"]), (2, ["b"]), ("after-1", []), (2, ["b"])], list(self.received.queue))

    async def test_failure_that_does_not_pass_fails_the_stream_at_once(self):
        def refuses(requests, context):
            raise Failure(grpc.StatusCode.UNAUTHENTICATED, "no key", info("API_KEY_INVALID"))
        self.serve(refuses)
        stream = self.open()
        for action in (lambda: stream.send(Interaction(id="a")), stream.flush, stream.close):
            with self.assertRaises(recsys.RecsysError) as raised:
                await action()
            self.assertEqual("API_KEY_INVALID", raised.exception.reason)

    async def test_closing_gives_up_when_nothing_becomes_durable(self):
        def mute(requests, context):
            next(requests)
            for _ in requests:
                pass
            yield from ()
        self.serve(mute)
        stream = self.open(close_timeout=3)
        added = await stream.add(Interaction(id="a"))
        closing = asyncio.ensure_future(stream.close())
        await self.clock.elapse(3, 3)
        with self.assertRaises(TimeoutError):
            await closing
        with self.assertRaisesRegex(RuntimeError, "closed"):
            added.result()


@unittest.skipUnless(os.environ.get("RECSYS_ADDRESS"), "RECSYS_ADDRESS names no server")
class AioServerTests(unittest.IsolatedAsyncioTestCase):
    async def test_all_kinds_of_calls_reach_the_server(self):
        async with recsys.aio.connect(os.environ["RECSYS_ADDRESS"], timeout=20) as client:
            listed = await client.products.ListProducts(ListProductsRequest(page_size=1))
            imported = await client.products.ImportProducts([ImportProductsRequest(products=[{"id": ""}])])
            async with client.interaction_stream() as stream:
                receipt = await stream.send(Interaction(
                    customer_id="17850", product_id=listed.products[0].id, type="INTERACTION_TYPE_VIEW"))
        self.assertEqual((1, recsys.Fate.ACCEPTED), (imported.rejected_count, receipt.fate))


if __name__ == "__main__":
    unittest.main()
