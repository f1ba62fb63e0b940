"""Does what the conformance suite asks and tells what came of it: a line of JSON in, a line of JSON out."""

from __future__ import annotations

import json
import platform
import sys
from typing import Any, Callable, Dict, Iterable, List, Tuple

import grpc
from google.protobuf import json_format

import recsys
import recsys.calls
from recsys import v1
from recsys.gen.grpc.health.v1 import health_pb2
from recsys.gen.recsys.v1 import (
    customer_service_pb2,
    interaction_service_pb2,
    model_service_pb2,
    operations_service_pb2,
    product_service_pb2,
    recommendation_service_pb2,
)

SERVICES = {
    "recsys.v1.RecommendationService": ("recommendations", recommendation_service_pb2),
    "recsys.v1.InteractionService": ("interactions", interaction_service_pb2),
    "recsys.v1.ProductService": ("products", product_service_pb2),
    "recsys.v1.CustomerService": ("customers", customer_service_pb2),
    "recsys.v1.ModelService": ("models", model_service_pb2),
    "recsys.v1.OperationsService": ("operations", operations_service_pb2),
}

Json = Dict[str, Any]
clients: Dict[Tuple[str, ...], recsys.Client] = {}


class Unsupported(Exception):
    """This platform cannot do it."""


def client_for(request: Json) -> recsys.Client:
    endpoint, attempts = request["endpoint"], request.get("max_attempts") or 3
    key = (endpoint["address"], endpoint.get("api_key", ""), endpoint.get("ca_file", ""), str(attempts))
    if key not in clients:
        clients[key] = recsys.connect(
            key[0], api_key=key[1] or None, ca=key[2] or None, max_attempts=attempts)
    return clients[key]


def call(request: Json) -> Json:
    client = client_for(request)
    method, message_type, kind = find(client, request["method"])
    messages = parse(message_type, request["requests"])
    timeout = request.get("timeout_ms", 0) / 1000 or None
    argument = iter(messages) if kind[0] else messages[0]
    cancel = request.get("cancel", "")
    answers: List[Any] = []
    error = observe(lambda: receive(method, argument, timeout, kind[1], cancel, answers))
    return {**error, "responses": [json_format.MessageToDict(answer) for answer in answers]}


def receive(method: Any, argument: Any, timeout: Any, streams: bool, cancel: str, answers: List[Any]) -> None:
    if streams:
        stream = method(argument, timeout=timeout)
        if cancel == "at_once":
            stream.cancel()
        for answer in stream:
            answers.append(answer)
            if cancel == "after_first_response":
                stream.cancel()
    elif cancel == "at_once":
        future = method.future(argument, timeout=timeout)
        future.cancel()
        answers.append(future.result())
    elif cancel:
        raise Unsupported("a unary call has one response only")
    else:
        answers.append(method(argument, timeout=timeout))


def find(client: recsys.Client, path: str) -> Tuple[Any, Any, Tuple[bool, bool]]:
    """The method, the type of its requests, and whether requests and responses are streams."""
    service, _, name = path.partition("/")
    if service in SERVICES:
        attribute, module = SERVICES[service]
        descriptor = module.DESCRIPTOR.services_by_name[service.rsplit(".", 1)[1]].methods_by_name.get(name)
        if descriptor is not None:
            method = getattr(getattr(client, attribute), name)
            # protoc 3.21's descriptors do not tell which methods stream.
            kind = (isinstance(method, (recsys.calls.StreamUnary, recsys.calls.StreamStream)),
                    isinstance(method, (recsys.calls.UnaryStream, recsys.calls.StreamStream)))
            return method, getattr(v1, descriptor.input_type.name), kind
    answer = health_pb2.HealthCheckResponse
    open_call = client.channel.unary_stream if name == "Watch" else client.channel.unary_unary
    method = open_call(f"/{path}", health_pb2.HealthCheckRequest.SerializeToString, answer.FromString)
    return method, health_pb2.HealthCheckRequest, (False, name == "Watch")


def observe(action: Callable[[], Any]) -> Json:
    """Does it, and how it ended."""
    try:
        action()
    except recsys.RecsysError as error:
        return {
            "code": error.code.name,
            "message": error.message,
            "reason": error.reason,
            "domain": error.domain,
            "metadata": dict(error.metadata),
            "fields": [{"field": one.field, "description": one.description} for one in error.field_violations],
            "retry_delay_ms": round((error.retry_delay or 0) * 1000),
            "request_id": error.request_id,
        }
    return {"code": "OK", "message": "", "reason": "", "domain": "", "metadata": {}, "fields": [],
            "retry_delay_ms": 0, "request_id": ""}


def stream(request: Json) -> Json:
    interactions = parse(v1.Interaction, request["interactions"])
    rejections: List[recsys.Receipt] = []
    ingestion = client_for(request).interaction_stream(
        batch_size=request.get("max_batch") or 1000,
        linger=request.get("linger_ms", 5) / 1000,
        on_rejected=rejections.append,
    )

    def ingest() -> None:
        with ingestion:
            for interaction in interactions:
                ingestion.add(interaction)

    ending = observe(ingest)
    totals = ingestion.totals
    return {
        **ending,
        "accepted": totals.accepted,
        "duplicates": totals.duplicates,
        "rejections": [
            {"id": one.interaction_id, "reason": one.rejection.reason, "field": one.rejection.field}
            for one in rejections if one.rejection is not None
        ],
        "ids": [interaction.id for interaction in interactions],
    }


def attribute(request: Json) -> Json:
    client = client_for(request)
    asked = json_format.ParseDict(request["request"], v1.RecommendForUserRequest())
    interaction = json_format.ParseDict(request["interaction"], v1.Interaction())
    answers: List[Any] = []

    def attributed() -> None:
        answers.append(client.recommendations.RecommendForUser(asked))
        recsys.attribute(interaction, answers[0])
        answers.append(client.interactions.WriteInteractions(
            v1.WriteInteractionsRequest(interactions=[interaction])))

    return {
        **observe(attributed),
        "responses": [json_format.MessageToDict(answer) for answer in answers],
        "interaction": json_format.MessageToDict(interaction),
    }


def language(_: Json) -> Json:
    return {"language": f"Python {'.'.join(platform.python_version_tuple()[:2])}, grpcio {grpc.__version__}"}


def parse(message_type: Any, messages: Iterable[Json]) -> List[Any]:
    return [json_format.ParseDict(message, message_type()) for message in messages]


VERBS = {"call": call, "stream": stream, "attribute": attribute, "language": language}


def answer_to(line: str) -> Json:
    key = None
    try:
        request = json.loads(line)
        key = request.get("id")
        verb = VERBS.get(request.get("verb"))
        if verb is None:
            return {"id": key, "unsupported": f"no verb {request.get('verb')!r}"}
        return {"id": key, **verb(request)}
    except Unsupported as error:
        return {"id": key, "unsupported": str(error)}
    except Exception as error:  # noqa: BLE001 - told, and the next line is another case
        return {"id": key, "broken": f"{type(error).__name__}: {error}"}


def main() -> None:
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answer_to(line), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
