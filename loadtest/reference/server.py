#!/usr/bin/env python3
"""The reference architecture behind the contract: gRPC, Redis, FAISS and TorchScript in one Python process.

It answers RecommendForUser of recsys.v1 for customers whose features were put into Redis, so that the same load
generator measures it and the server it is compared with. Ends with its standard input.
"""

import argparse
import json
import pathlib
import signal
import sys
import threading
from concurrent import futures

import faiss
import grpc
import torch

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "sdk" / "python" / "src"))

from recsys.gen.recsys.v1 import recommendation_service_pb2 as messages  # noqa: E402
from recsys.gen.recsys.v1 import recommendation_service_pb2_grpc as services  # noqa: E402

from features import FeatureStore, Layout  # noqa: E402
from pipeline import STAGES, Pipeline  # noqa: E402

TIMING = "recsys-timing"


class Service(services.RecommendationServiceServicer):
    def __init__(self, pipeline, version):
        self._pipeline = pipeline
        self._version = version

    def RecommendForUser(self, request, context):
        page = request.page_size or 10
        candidates = request.candidate_count or 500
        if not 1 <= page <= 500:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "page_size: 1 to 500")
        if not 10 <= candidates <= 10_000:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "candidate_count: 10 to 10000")
        found = self._pipeline.recommend(request.customer_id, candidates, page, request.ordering.seed)
        if found is None:
            context.abort(grpc.StatusCode.NOT_FOUND, "customer_id: the feature store has no such customer")
        answer, times = found
        if any(key == TIMING for key, _ in context.invocation_metadata()):
            stages = [f"{name};dur={seconds * 1000:.3f}" for name, seconds in zip(STAGES, times)]
            stages.append(f"total;dur={sum(times) * 1000:.3f}")
            context.set_trailing_metadata((("server-timing", ", ".join(stages)),))
        response = messages.RecommendForUserResponse(
            recommendations=[messages.Recommendation(product_id=name, score=score) for name, score in answer])
        response.provenance.model_version = self._version
        return response


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1:0", help="where to listen (default: a free port)")
    parser.add_argument("--redis", required=True, help="Unix socket of the Redis that holds the features")
    parser.add_argument("--version", required=True, type=pathlib.Path, help="folder of the model version to serve")
    parser.add_argument("--layout", required=True, type=pathlib.Path, help="reference.json: which features there are")
    parser.add_argument("--threads", type=int, default=4, help="calls answered at once (default: 4)")
    parser.add_argument("--share-user", action="store_true", help="compute the user's half once, not once a candidate")
    options = parser.parse_args()
    # One thread for each call: more would only take turns with the calls beside it.
    torch.set_num_threads(1)
    faiss.omp_set_num_threads(1)
    # The executor would go on specialising for every new number of candidates.
    torch._C._jit_set_profiling_executor(False)

    layout = json.loads(options.layout.read_text())
    store = FeatureStore(options.redis, Layout(layout))
    pipeline = Pipeline(options.version, store, layout["probes"], not options.share_user)
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=options.threads))
    services.add_RecommendationServiceServicer_to_server(Service(pipeline, options.version.name), server)
    port = server.add_insecure_port(options.address)
    server.start()
    print(f"Listening on http://127.0.0.1:{port}", flush=True)

    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    threading.Thread(target=lambda: (sys.stdin.read(), done.set()), daemon=True).start()
    done.wait()
    server.stop(1).wait()


if __name__ == "__main__":
    main()
