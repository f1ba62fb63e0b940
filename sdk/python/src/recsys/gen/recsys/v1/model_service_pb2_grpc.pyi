# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import model_service_pb2

class ModelServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    ListModels: calls.UnaryUnary[
        model_service_pb2.ListModelsRequest,
        model_service_pb2.ListModelsResponse,
    ]
    GetModel: calls.UnaryUnary[
        model_service_pb2.GetModelRequest,
        model_service_pb2.GetModelResponse,
    ]
    ActivateModel: calls.UnaryUnary[
        model_service_pb2.ActivateModelRequest,
        model_service_pb2.ActivateModelResponse,
    ]
    RollBackModel: calls.UnaryUnary[
        model_service_pb2.RollBackModelRequest,
        model_service_pb2.RollBackModelResponse,
    ]
    StartTraining: calls.UnaryUnary[
        model_service_pb2.StartTrainingRequest,
        model_service_pb2.StartTrainingResponse,
    ]
    WatchTraining: calls.UnaryStream[
        model_service_pb2.WatchTrainingRequest,
        model_service_pb2.WatchTrainingResponse,
    ]
    ListTrainingRuns: calls.UnaryUnary[
        model_service_pb2.ListTrainingRunsRequest,
        model_service_pb2.ListTrainingRunsResponse,
    ]
    CancelTraining: calls.UnaryUnary[
        model_service_pb2.CancelTrainingRequest,
        model_service_pb2.CancelTrainingResponse,
    ]

class ModelServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    ListModels: aio_calls.UnaryUnary[
        model_service_pb2.ListModelsRequest,
        model_service_pb2.ListModelsResponse,
    ]
    GetModel: aio_calls.UnaryUnary[
        model_service_pb2.GetModelRequest,
        model_service_pb2.GetModelResponse,
    ]
    ActivateModel: aio_calls.UnaryUnary[
        model_service_pb2.ActivateModelRequest,
        model_service_pb2.ActivateModelResponse,
    ]
    RollBackModel: aio_calls.UnaryUnary[
        model_service_pb2.RollBackModelRequest,
        model_service_pb2.RollBackModelResponse,
    ]
    StartTraining: aio_calls.UnaryUnary[
        model_service_pb2.StartTrainingRequest,
        model_service_pb2.StartTrainingResponse,
    ]
    WatchTraining: aio_calls.UnaryStream[
        model_service_pb2.WatchTrainingRequest,
        model_service_pb2.WatchTrainingResponse,
    ]
    ListTrainingRuns: aio_calls.UnaryUnary[
        model_service_pb2.ListTrainingRunsRequest,
        model_service_pb2.ListTrainingRunsResponse,
    ]
    CancelTraining: aio_calls.UnaryUnary[
        model_service_pb2.CancelTrainingRequest,
        model_service_pb2.CancelTrainingResponse,
    ]
