# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import recommendation_service_pb2

class RecommendationServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    RecommendForUser: calls.UnaryUnary[
        recommendation_service_pb2.RecommendForUserRequest,
        recommendation_service_pb2.RecommendForUserResponse,
    ]
    SimilarProducts: calls.UnaryUnary[
        recommendation_service_pb2.SimilarProductsRequest,
        recommendation_service_pb2.SimilarProductsResponse,
    ]

class RecommendationServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    RecommendForUser: aio_calls.UnaryUnary[
        recommendation_service_pb2.RecommendForUserRequest,
        recommendation_service_pb2.RecommendForUserResponse,
    ]
    SimilarProducts: aio_calls.UnaryUnary[
        recommendation_service_pb2.SimilarProductsRequest,
        recommendation_service_pb2.SimilarProductsResponse,
    ]
