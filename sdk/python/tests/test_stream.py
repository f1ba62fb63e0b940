"""The interaction stream against a server that breaks off, refuses and goes silent."""

import queue
import threading
import unittest
import uuid

import grpc

import recsys
from recsys.calls import CallSettings
from recsys.client import Client
from recsys.connection import open_channel
from recsys.ingestion.options import StreamOptions
from recsys.ingestion.stream import InteractionStream
from recsys.retry import RetryPolicy
from recsys.v1 import IngestInteractionsRequest, IngestInteractionsResponse, Interaction
from scripted import Failure, ManualClock, ScriptedServer, info, retry_in

INGEST = "recsys.v1.InteractionService/IngestInteractions"
UNAVAILABLE = grpc.StatusCode.UNAVAILABLE


def acknowledge(request):
    return IngestInteractionsResponse(
        batch_number=request.batch_number, accepted_count=len(request.interactions),
        journal_position=request.batch_number * 10, resume_token=f"after-{request.batch_number}")


def all_durable(requests, context):
    for request in requests:
        yield acknowledge(request)


class StreamTests(unittest.TestCase):
    def setUp(self):
        self.server = ScriptedServer()
        self.addCleanup(self.server.close)
        self.clock = ManualClock()
        settings = CallSettings(5.0, RetryPolicy(3), None, self.clock)
        self.client = Client(open_channel(self.server.address, None, 1 << 20), settings)
        self.addCleanup(self.client.close)
        self.received = queue.Queue()

    def serve(self, *scripts):
        """One script for each connection, the last one for all that follow."""
        left = list(scripts)
        def script(requests, context):
            def noted():
                for request in requests:
                    self.received.put(request)
                    yield request
            yield from (left.pop(0) if len(left) > 1 else left[0])(noted(), context)
        self.server.bidi(INGEST, IngestInteractionsRequest, script)

    def open(self, **options):
        return InteractionStream(
            self.client.interactions, StreamOptions(**{"linger": 0, "batch_size": 1, **options}), self.clock)

    def requests(self):
        seen = []
        while not self.received.empty():
            request = self.received.get()
            seen.append((request.resume_token or request.batch_number, [one.id for one in request.interactions]))
        return seen

    def test_closing_waits_for_everything(self):
        self.serve(all_durable)
        with self.open() as stream:
            futures = [stream.add(Interaction(id=key)) for key in "abc"]
        self.assertEqual([recsys.Fate.ACCEPTED] * 3, [one.result(0).fate for one in futures])
        self.assertEqual(recsys.Totals(3, 0, 0, 30), stream.totals)
        with self.assertRaisesRegex(RuntimeError, "closed"):
            stream.add(Interaction(id="d"))
        stream.close()

    def test_nothing_is_opened_without_interactions(self):
        self.serve(all_durable)
        self.open().close()
        self.assertEqual(0, self.server.calls.qsize())

    def test_missing_ids_and_times_are_filled_in(self):
        self.serve(all_durable)
        interaction = Interaction()
        with self.open() as stream:
            receipt = stream.send(interaction)
        self.assertEqual(str(uuid.UUID(interaction.id)), receipt.interaction_id)
        self.assertEqual(1_700_000_000, self.received.get().interactions[0].event_time.seconds)

    def test_open_batch_is_sent_after_lingering(self):
        self.serve(all_durable)
        with self.open(linger=0.25, batch_size=10) as stream:
            futures = [stream.add(Interaction(id=key)) for key in "ab"]
            self.assertEqual(0, self.server.calls.qsize())
            self.clock.elapse(0.25, 0.25)
            futures[1].result(20)
        self.assertEqual([(1, ["a", "b"])], self.requests())

    def test_broken_connection_is_resumed_and_the_rest_sent_again(self):
        def breaks_off(requests, context):
            yield acknowledge(next(requests))
            next(requests)
            raise Failure(UNAVAILABLE, "gone")

        def resumes(requests, context):
            token = next(requests)
            yield IngestInteractionsResponse(batch_number=1, resume_token=token.resume_token)
            yield from all_durable(requests, context)

        self.serve(breaks_off, resumes)
        with self.open() as stream:
            stream.add(Interaction(id="a")).result(20)
            second = stream.add(Interaction(id="b"))
            self.clock.elapse(0.05, 0.1)
            self.assertIs(recsys.Fate.ACCEPTED, second.result(20).fate)
        self.assertEqual([(1, ["a"]), (2, ["b"]), ("after-1", []), (2, ["b"])], self.requests())

    def test_batch_that_was_durable_unseen_is_settled_and_not_sent_again(self):
        def loses_acknowledgement(requests, context):
            yield acknowledge(next(requests))
            next(requests)
            raise Failure(grpc.StatusCode.INTERNAL, "lost")

        def resumes(requests, context):
            next(requests)
            yield IngestInteractionsResponse(batch_number=2, resume_token="after-2", journal_position=20)
            yield from all_durable(requests, context)

        self.serve(loses_acknowledgement, resumes)
        with self.open() as stream:
            stream.add(Interaction(id="a")).result(20)
            second = stream.add(Interaction(id="b"))
            self.clock.elapse(0.05, 0.1)
            self.assertEqual((recsys.Fate.SETTLED, 20), (second.result(20).fate, second.result().journal_position))

    def test_first_connection_that_fails_is_begun_anew(self):
        def refuses(requests, context):
            next(requests)
            raise Failure(UNAVAILABLE, "too many", info("OVERLOADED"), retry_in(2))
        self.serve(refuses, all_durable)
        with self.open() as stream:
            added = stream.add(Interaction(id="a"))
            self.clock.elapse(2, 2)
            added.result(20)
        self.assertEqual([(1, ["a"]), (1, ["a"])], self.requests())

    def test_waits_double_until_the_stream_gives_up(self):
        def refuses(requests, context):
            raise Failure(UNAVAILABLE, "down")
        self.serve(refuses)
        stream = self.open(give_up_after=0.3)
        added = stream.add(Interaction(id="a"))
        for least in (0.05, 0.1, 0.2):
            self.clock.elapse(least, 2 * least)
        with self.assertRaises(recsys.RecsysError) as raised:
            added.result(20)
        self.assertIs(UNAVAILABLE, raised.exception.code)
        with self.assertRaises(recsys.RecsysError):
            stream.add(Interaction(id="b"))
        with self.assertRaises(recsys.RecsysError):
            stream.close()

    def test_failure_that_does_not_pass_fails_the_stream_at_once(self):
        def refuses(requests, context):
            raise Failure(grpc.StatusCode.UNAUTHENTICATED, "no key", info("API_KEY_INVALID"))
        self.serve(refuses)
        stream = self.open()
        with self.assertRaises(recsys.RecsysError) as raised:
            stream.send(Interaction(id="a"))
        self.assertEqual("API_KEY_INVALID", raised.exception.reason)
        with self.assertRaises(recsys.RecsysError):
            stream.flush()

    def test_full_disk_passes(self):
        def full(requests, context):
            raise Failure(grpc.StatusCode.RESOURCE_EXHAUSTED, "full", info("STORAGE_FULL"), retry_in(3))
        self.serve(full, all_durable)
        with self.open() as stream:
            added = stream.add(Interaction(id="a"))
            self.clock.elapse(3, 3)
            added.result(20)

    def test_acknowledgement_out_of_order_fails_the_stream(self):
        def confused(requests, context):
            next(requests)
            yield IngestInteractionsResponse(batch_number=5)
            yield from all_durable(requests, context)
        self.serve(confused)
        stream = self.open()
        with self.assertRaisesRegex(ValueError, "out of order"):
            stream.send(Interaction(id="a"))

    def test_adding_waits_for_room(self):
        release = threading.Event()
        def held(requests, context):
            first = next(requests)
            release.wait(20)
            yield acknowledge(first)
            yield from all_durable(requests, context)
        self.serve(held)
        with self.open(buffer_size=1) as stream:
            stream.add(Interaction(id="a"))
            with self.assertRaises(TimeoutError):
                stream.add(Interaction(id="b"), timeout=0)
            release.set()
            stream.add(Interaction(id="b")).result(20)

    def test_rejections_are_told(self):
        def rejects(requests, context):
            for request in requests:
                answer = acknowledge(request)
                answer.accepted_count = 0
                answer.rejections.add(interaction_id="a", rejection={"reason": "INVALID_FIELD", "field": "price"})
                yield answer
        self.serve(rejects)
        told = []
        with self.open(on_rejected=told.append) as stream:
            receipt = stream.send(Interaction(id="a"))
        self.assertEqual((recsys.Fate.REJECTED, "price"), (receipt.fate, receipt.rejection.field))
        self.assertEqual([receipt], told)

    def test_closing_gives_up_when_nothing_becomes_durable(self):
        silent = threading.Event()
        self.addCleanup(silent.set)
        def mute(requests, context):
            next(requests)
            silent.wait(20)
            yield from ()
        self.serve(mute)
        stream = self.open(close_timeout=3)
        added = stream.add(Interaction(id="a"))
        closing = threading.Thread(target=lambda: self.assertRaises(TimeoutError, stream.close))
        closing.start()
        self.clock.elapse(3, 3)
        closing.join(20)
        self.assertFalse(closing.is_alive())
        with self.assertRaisesRegex(RuntimeError, "closed"):
            added.result(0)


if __name__ == "__main__":
    unittest.main()
