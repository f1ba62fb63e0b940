# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import product_service_pb2

class ProductServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    CreateProduct: calls.UnaryUnary[
        product_service_pb2.CreateProductRequest,
        product_service_pb2.CreateProductResponse,
    ]
    GetProduct: calls.UnaryUnary[
        product_service_pb2.GetProductRequest,
        product_service_pb2.GetProductResponse,
    ]
    GetProductFeatures: calls.UnaryUnary[
        product_service_pb2.GetProductFeaturesRequest,
        product_service_pb2.GetProductFeaturesResponse,
    ]
    BatchGetProducts: calls.UnaryUnary[
        product_service_pb2.BatchGetProductsRequest,
        product_service_pb2.BatchGetProductsResponse,
    ]
    ListProducts: calls.UnaryUnary[
        product_service_pb2.ListProductsRequest,
        product_service_pb2.ListProductsResponse,
    ]
    UpdateProduct: calls.UnaryUnary[
        product_service_pb2.UpdateProductRequest,
        product_service_pb2.UpdateProductResponse,
    ]
    DeleteProduct: calls.UnaryUnary[
        product_service_pb2.DeleteProductRequest,
        product_service_pb2.DeleteProductResponse,
    ]
    ImportProducts: calls.StreamUnary[
        product_service_pb2.ImportProductsRequest,
        product_service_pb2.ImportProductsResponse,
    ]

class ProductServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    CreateProduct: aio_calls.UnaryUnary[
        product_service_pb2.CreateProductRequest,
        product_service_pb2.CreateProductResponse,
    ]
    GetProduct: aio_calls.UnaryUnary[
        product_service_pb2.GetProductRequest,
        product_service_pb2.GetProductResponse,
    ]
    GetProductFeatures: aio_calls.UnaryUnary[
        product_service_pb2.GetProductFeaturesRequest,
        product_service_pb2.GetProductFeaturesResponse,
    ]
    BatchGetProducts: aio_calls.UnaryUnary[
        product_service_pb2.BatchGetProductsRequest,
        product_service_pb2.BatchGetProductsResponse,
    ]
    ListProducts: aio_calls.UnaryUnary[
        product_service_pb2.ListProductsRequest,
        product_service_pb2.ListProductsResponse,
    ]
    UpdateProduct: aio_calls.UnaryUnary[
        product_service_pb2.UpdateProductRequest,
        product_service_pb2.UpdateProductResponse,
    ]
    DeleteProduct: aio_calls.UnaryUnary[
        product_service_pb2.DeleteProductRequest,
        product_service_pb2.DeleteProductResponse,
    ]
    ImportProducts: aio_calls.StreamUnary[
        product_service_pb2.ImportProductsRequest,
        product_service_pb2.ImportProductsResponse,
    ]
