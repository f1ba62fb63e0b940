"""The online feature store: Redis, one hash for each entity and one field for each feature, as Feast lays them out."""

from itertools import chain

import numpy
import redis


class Layout:
    """Which features there are, as `reference.json` says."""

    def __init__(self, document):
        self.user_dense = document["user_dense"]
        self.user_ids = document["user_ids"]
        self.item_ids = document["item_ids"]
        self.tower_dense = document["tower_dense"]
        self.tower_ids = document["tower_ids"]
        self.tower_history = document["tower_history"]

    @property
    def item_fields(self):
        return [b"i%d" % place for place in range(self.item_ids)] + [b"a"]


class User:
    """What the models read of one customer."""

    def __init__(self, layout, dense, ids, tower):
        self.dense = dense
        self.ids = ids
        at, parts = 0, []
        for width in (layout.tower_dense, layout.tower_ids, layout.tower_history, layout.tower_history):
            parts.append(tower[at:at + width])
            at += width
        self.tower_dense = parts[0].view("<f4")
        self.tower_ids = parts[1].astype(numpy.int64)
        self.tower_history = parts[2].astype(numpy.int64)
        self.tower_weights = parts[3].view("<f4")


class FeatureStore:
    """Reads features. All values are four bytes, so that a whole answer becomes one array without a loop."""

    def __init__(self, socket, layout):
        self._layout = layout
        self._fields = layout.item_fields
        self._redis = redis.Redis(unix_socket_path=socket)

    def user(self, customer_id):
        """One round trip: the customer's groups of features; None where the store has none."""
        dense, ids, tower = self._redis.hmget(b"u:" + customer_id.encode(), b"dense", b"ids", b"tower")
        if dense is None or ids is None or tower is None:
            return None
        return User(
            self._layout, numpy.frombuffer(dense, "<f4"), numpy.frombuffer(ids, "<i4").astype(numpy.int64),
            numpy.frombuffer(tower, "<i4"))

    def items(self, rows):
        """One round trip for all candidates: a pipeline of HMGET. Returns ids [n, item_ids] and availability [n]."""
        pipeline = self._redis.pipeline(transaction=False)
        for row in rows:
            pipeline.hmget(b"i:%d" % row, self._fields)
        values = b"".join(chain.from_iterable(pipeline.execute()))
        table = numpy.frombuffer(values, "<i4").reshape(len(rows), len(self._fields))
        return table[:, :-1].astype(numpy.int64), table[:, -1] != 0
