# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import operations_service_pb2

class OperationsServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    GetServerStatus: calls.UnaryUnary[
        operations_service_pb2.GetServerStatusRequest,
        operations_service_pb2.GetServerStatusResponse,
    ]
    WatchServerStatus: calls.UnaryStream[
        operations_service_pb2.WatchServerStatusRequest,
        operations_service_pb2.WatchServerStatusResponse,
    ]
    ListHeldOutCustomers: calls.UnaryUnary[
        operations_service_pb2.ListHeldOutCustomersRequest,
        operations_service_pb2.ListHeldOutCustomersResponse,
    ]
    GetHeldOutInteractions: calls.UnaryUnary[
        operations_service_pb2.GetHeldOutInteractionsRequest,
        operations_service_pb2.GetHeldOutInteractionsResponse,
    ]

class OperationsServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    GetServerStatus: aio_calls.UnaryUnary[
        operations_service_pb2.GetServerStatusRequest,
        operations_service_pb2.GetServerStatusResponse,
    ]
    WatchServerStatus: aio_calls.UnaryStream[
        operations_service_pb2.WatchServerStatusRequest,
        operations_service_pb2.WatchServerStatusResponse,
    ]
    ListHeldOutCustomers: aio_calls.UnaryUnary[
        operations_service_pb2.ListHeldOutCustomersRequest,
        operations_service_pb2.ListHeldOutCustomersResponse,
    ]
    GetHeldOutInteractions: aio_calls.UnaryUnary[
        operations_service_pb2.GetHeldOutInteractionsRequest,
        operations_service_pb2.GetHeldOutInteractionsResponse,
    ]
