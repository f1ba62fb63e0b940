# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import interaction_service_pb2

class InteractionServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    IngestInteractions: calls.StreamStream[
        interaction_service_pb2.IngestInteractionsRequest,
        interaction_service_pb2.IngestInteractionsResponse,
    ]
    WriteInteractions: calls.UnaryUnary[
        interaction_service_pb2.WriteInteractionsRequest,
        interaction_service_pb2.WriteInteractionsResponse,
    ]

class InteractionServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    IngestInteractions: aio_calls.StreamStream[
        interaction_service_pb2.IngestInteractionsRequest,
        interaction_service_pb2.IngestInteractionsResponse,
    ]
    WriteInteractions: aio_calls.UnaryUnary[
        interaction_service_pb2.WriteInteractionsRequest,
        interaction_service_pb2.WriteInteractionsResponse,
    ]
