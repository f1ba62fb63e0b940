# Generated from the contract. DO NOT EDIT!
import grpc

from recsys import calls
from recsys.aio import calls as aio_calls

from . import customer_service_pb2

class CustomerServiceStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    CreateCustomer: calls.UnaryUnary[
        customer_service_pb2.CreateCustomerRequest,
        customer_service_pb2.CreateCustomerResponse,
    ]
    GetCustomer: calls.UnaryUnary[
        customer_service_pb2.GetCustomerRequest,
        customer_service_pb2.GetCustomerResponse,
    ]
    GetCustomerFeatures: calls.UnaryUnary[
        customer_service_pb2.GetCustomerFeaturesRequest,
        customer_service_pb2.GetCustomerFeaturesResponse,
    ]
    BatchGetCustomers: calls.UnaryUnary[
        customer_service_pb2.BatchGetCustomersRequest,
        customer_service_pb2.BatchGetCustomersResponse,
    ]
    ListCustomers: calls.UnaryUnary[
        customer_service_pb2.ListCustomersRequest,
        customer_service_pb2.ListCustomersResponse,
    ]
    UpdateCustomer: calls.UnaryUnary[
        customer_service_pb2.UpdateCustomerRequest,
        customer_service_pb2.UpdateCustomerResponse,
    ]
    DeleteCustomer: calls.UnaryUnary[
        customer_service_pb2.DeleteCustomerRequest,
        customer_service_pb2.DeleteCustomerResponse,
    ]
    ImportCustomers: calls.StreamUnary[
        customer_service_pb2.ImportCustomersRequest,
        customer_service_pb2.ImportCustomersResponse,
    ]

class CustomerServiceAsyncStub:
    def __init__(self, channel: grpc.Channel) -> None: ...
    CreateCustomer: aio_calls.UnaryUnary[
        customer_service_pb2.CreateCustomerRequest,
        customer_service_pb2.CreateCustomerResponse,
    ]
    GetCustomer: aio_calls.UnaryUnary[
        customer_service_pb2.GetCustomerRequest,
        customer_service_pb2.GetCustomerResponse,
    ]
    GetCustomerFeatures: aio_calls.UnaryUnary[
        customer_service_pb2.GetCustomerFeaturesRequest,
        customer_service_pb2.GetCustomerFeaturesResponse,
    ]
    BatchGetCustomers: aio_calls.UnaryUnary[
        customer_service_pb2.BatchGetCustomersRequest,
        customer_service_pb2.BatchGetCustomersResponse,
    ]
    ListCustomers: aio_calls.UnaryUnary[
        customer_service_pb2.ListCustomersRequest,
        customer_service_pb2.ListCustomersResponse,
    ]
    UpdateCustomer: aio_calls.UnaryUnary[
        customer_service_pb2.UpdateCustomerRequest,
        customer_service_pb2.UpdateCustomerResponse,
    ]
    DeleteCustomer: aio_calls.UnaryUnary[
        customer_service_pb2.DeleteCustomerRequest,
        customer_service_pb2.DeleteCustomerResponse,
    ]
    ImportCustomers: aio_calls.StreamUnary[
        customer_service_pb2.ImportCustomersRequest,
        customer_service_pb2.ImportCustomersResponse,
    ]
