"""The reference architecture's four stages: retrieve by index, fetch features, score by DLRM, order by sampling."""

import time

import faiss
import numpy
import torch

STAGES = ("hydrate", "retrieve", "filter", "score", "order")


class Pipeline:
    """One customer's page. The models are those that the other server serves: same files, same weights."""

    def __init__(self, version, store, probes, unroll):
        self._store = store
        self._unroll = unroll
        self._tower = self._load(version / "user_tower.pt")
        self._ranker = self._load(version / "ranker.pt")
        self._index = faiss.read_index(str(version / "items.faiss"))
        self._index.nprobe = probes
        with open(version / "items.txt", encoding="utf-8") as items:
            self._names = items.read().split("\n")

    @staticmethod
    def _load(path):
        module = torch.jit.load(str(path))
        module.eval()
        return module

    @torch.inference_mode()
    def recommend(self, customer_id, candidates, page, seed):
        """Returns [(product id, score)], best first, and the stages' times in seconds; None for an unknown customer."""
        times = [time.perf_counter()]
        user = self._store.user(customer_id)
        if user is None:
            return None
        times.append(time.perf_counter())
        vector = self._tower(
            torch.from_numpy(user.tower_dense.copy())[None], torch.from_numpy(user.tower_ids)[None],
            torch.from_numpy(user.tower_history)[None], torch.from_numpy(user.tower_weights.copy())[None])
        rows = self._index.search(vector.numpy(), candidates)[1][0]
        rows = rows[rows >= 0]
        times.append(time.perf_counter())
        ids, available = self._store.items(rows)
        rows, ids = rows[available], ids[available]
        times.append(time.perf_counter())
        scores = self._score(user, ids)
        times.append(time.perf_counter())
        chosen = self._order(scores, page, seed)
        answer = [(self._names[rows[at]], float(scores[at])) for at in chosen]
        times.append(time.perf_counter())
        return answer, [after - before for before, after in zip(times, times[1:])]

    def _score(self, user, ids):
        count = len(ids)
        dense, users = torch.from_numpy(user.dense.copy())[None], torch.from_numpy(user.ids)[None]
        of = torch.zeros(count, dtype=torch.int64)
        if self._unroll:
            # As the reference does: the user's features once for each candidate.
            dense, users = dense.repeat(count, 1), users.repeat(count, 1)
            of = torch.arange(count)
        none = torch.zeros(count, 0)
        return self._ranker(dense, users, of, none, torch.from_numpy(ids), none).numpy()

    @staticmethod
    def _order(scores, page, seed):
        """A sample without replacement from the softmax, by Gumbel noise (temperature 1 would drown the scores)."""
        noise = numpy.random.default_rng(seed).gumbel(size=len(scores)).astype(numpy.float32)
        keys = scores / 0.02 + noise if seed else scores
        page = min(page, len(keys))
        best = numpy.argpartition(-keys, page - 1)[:page]
        return best[numpy.argsort(-keys[best])]
