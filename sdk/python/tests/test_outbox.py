"""Batches from filling to durable, without threads or connections."""

import unittest
from concurrent.futures import Future

from recsys.ingestion.options import StreamOptions
from recsys.ingestion.outbox import Outbox, deliver
from recsys.ingestion.receipts import Fate, Totals
from recsys.v1 import IngestInteractionsResponse, Interaction


class OutboxTests(unittest.TestCase):
    def outbox(self, **options):
        return Outbox(StreamOptions(**options))

    def add(self, outbox, *ids, now=0.0):
        futures = []
        for key in ids:
            futures.append(Future())
            outbox.add(Interaction(id=key), futures[-1], now)
        return futures

    def sent(self, outbox, now=0.0):
        batches = []
        while (batch := outbox.take_unsent(now)) is not None:
            batches.append((batch.message.batch_number, [one.id for one in batch.message.interactions]))
        return batches

    def test_full_batch_is_sent_at_once(self):
        outbox = self.outbox(batch_size=2)
        self.add(outbox, "a", "b", "c")
        self.assertEqual([(1, ["a", "b"])], self.sent(outbox))

    def test_open_batch_is_sent_when_it_lingered(self):
        outbox = self.outbox(linger=0.5)
        self.add(outbox, "a", now=10.0)
        self.assertEqual([], self.sent(outbox, now=10.4))
        self.assertAlmostEqual(0.1, outbox.due_in(10.4))
        self.assertEqual([(1, ["a"])], self.sent(outbox, now=10.5))
        self.assertIsNone(outbox.due_in(10.5))

    def test_batch_is_full_by_bytes_too(self):
        outbox = self.outbox(batch_bytes=300)
        self.add(outbox, "a" * 120, "b" * 120, "c" * 120)
        self.assertEqual([1], [number for number, _ in self.sent(outbox)])

    def test_acknowledgement_tells_what_became_of_each(self):
        outbox = self.outbox(batch_size=3)
        futures = self.add(outbox, "a", "b", "c")
        self.sent(outbox)
        answer = IngestInteractionsResponse(
            batch_number=1, accepted_count=1, duplicate_count=1, duplicate_indexes=[0], journal_position=7, resume_token="t",
            rejections=[{"interaction_id": "b", "index": 1, "rejection": {"reason": "PRODUCT_NOT_FOUND"}}])
        rejected = []
        deliver(outbox.acknowledge(answer), rejected.append)
        self.assertEqual([Fate.DUPLICATE, Fate.REJECTED, Fate.ACCEPTED], [one.result(0).fate for one in futures])
        self.assertEqual([("b", "PRODUCT_NOT_FOUND")], [(one.interaction_id, one.rejection.reason) for one in rejected])
        self.assertEqual(Totals(1, 1, 1, 7), outbox.totals)
        self.assertTrue(outbox.is_empty and outbox.token == "t" and outbox.durable == 1)

    def test_acknowledgement_of_another_batch_is_refused(self):
        outbox = self.outbox(batch_size=1)
        self.add(outbox, "a", "b")
        for number in (0, 2):
            with self.assertRaisesRegex(ValueError, "out of order"):
                outbox.acknowledge(IngestInteractionsResponse(batch_number=number))

    def test_new_connection_sends_what_is_not_durable(self):
        outbox = self.outbox(batch_size=1)
        futures = self.add(outbox, "a", "b", "c")
        self.sent(outbox)
        deliver(outbox.rewind(IngestInteractionsResponse(batch_number=2, journal_position=9, resume_token="u")), None)
        self.assertEqual([Fate.SETTLED, Fate.SETTLED], [one.result(0).fate for one in futures[:2]])
        self.assertEqual([(3, ["c"])], self.sent(outbox))
        self.assertFalse(futures[2].done())

    def test_new_stream_sends_everything_again(self):
        outbox = self.outbox(batch_size=1)
        self.add(outbox, "a", "b")
        self.sent(outbox)
        self.assertEqual([], outbox.rewind(None))
        self.assertEqual([(1, ["a"]), (2, ["b"])], self.sent(outbox))

    def test_room_ends_at_the_buffers_size(self):
        outbox = self.outbox(buffer_size=2, batch_size=1)
        self.add(outbox, "a", "b")
        self.assertFalse(outbox.has_room)
        outbox.acknowledge(IngestInteractionsResponse(batch_number=1))
        self.assertTrue(outbox.has_room)

    def test_interaction_can_be_changed_after_it_was_added(self):
        outbox = self.outbox(batch_size=1)
        interaction = Interaction(id="a")
        outbox.add(interaction, Future(), 0.0)
        interaction.id = "b"
        self.assertEqual([(1, ["a"])], self.sent(outbox))


if __name__ == "__main__":
    unittest.main()
