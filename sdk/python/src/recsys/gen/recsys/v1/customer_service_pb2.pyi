from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from . import customer_pb2 as _customer_pb2
from . import feature_pb2 as _feature_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class BatchGetCustomersRequest(_message.Message):
    __slots__ = ["customer_ids"]
    CUSTOMER_IDS_FIELD_NUMBER: _ClassVar[int]
    customer_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, customer_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class BatchGetCustomersResponse(_message.Message):
    __slots__ = ["customers", "missing_customer_ids"]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    MISSING_CUSTOMER_IDS_FIELD_NUMBER: _ClassVar[int]
    customers: _containers.RepeatedCompositeFieldContainer[_customer_pb2.Customer]
    missing_customer_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, customers: _Optional[_Iterable[_Union[_customer_pb2.Customer, _Mapping]]] = ..., missing_customer_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CreateCustomerRequest(_message.Message):
    __slots__ = ["customer"]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    customer: _customer_pb2.Customer
    def __init__(self, customer: _Optional[_Union[_customer_pb2.Customer, _Mapping]] = ...) -> None: ...

class CreateCustomerResponse(_message.Message):
    __slots__ = ["customer"]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    customer: _customer_pb2.Customer
    def __init__(self, customer: _Optional[_Union[_customer_pb2.Customer, _Mapping]] = ...) -> None: ...

class CustomerRejection(_message.Message):
    __slots__ = ["customer_id", "description", "field", "index"]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    customer_id: str
    description: str
    field: str
    index: int
    def __init__(self, index: _Optional[int] = ..., customer_id: _Optional[str] = ..., field: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class DeleteCustomerRequest(_message.Message):
    __slots__ = ["allow_missing", "customer_id", "etag"]
    ALLOW_MISSING_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    allow_missing: bool
    customer_id: str
    etag: str
    def __init__(self, customer_id: _Optional[str] = ..., etag: _Optional[str] = ..., allow_missing: bool = ...) -> None: ...

class DeleteCustomerResponse(_message.Message):
    __slots__ = ["erase_time", "journal_position"]
    ERASE_TIME_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    erase_time: _timestamp_pb2.Timestamp
    journal_position: int
    def __init__(self, erase_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., journal_position: _Optional[int] = ...) -> None: ...

class GetCustomerFeaturesRequest(_message.Message):
    __slots__ = ["customer_id", "include_definitions", "session_id"]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_DEFINITIONS_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    customer_id: str
    include_definitions: bool
    session_id: str
    def __init__(self, customer_id: _Optional[str] = ..., session_id: _Optional[str] = ..., include_definitions: bool = ...) -> None: ...

class GetCustomerFeaturesResponse(_message.Message):
    __slots__ = ["customer_definitions", "customer_features", "journal_position", "session_definitions", "session_features"]
    CUSTOMER_DEFINITIONS_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FEATURES_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    SESSION_DEFINITIONS_FIELD_NUMBER: _ClassVar[int]
    SESSION_FEATURES_FIELD_NUMBER: _ClassVar[int]
    customer_definitions: _containers.RepeatedCompositeFieldContainer[_feature_pb2.FeatureDefinition]
    customer_features: _containers.RepeatedCompositeFieldContainer[_feature_pb2.Feature]
    journal_position: int
    session_definitions: _containers.RepeatedCompositeFieldContainer[_feature_pb2.FeatureDefinition]
    session_features: _containers.RepeatedCompositeFieldContainer[_feature_pb2.Feature]
    def __init__(self, customer_features: _Optional[_Iterable[_Union[_feature_pb2.Feature, _Mapping]]] = ..., session_features: _Optional[_Iterable[_Union[_feature_pb2.Feature, _Mapping]]] = ..., customer_definitions: _Optional[_Iterable[_Union[_feature_pb2.FeatureDefinition, _Mapping]]] = ..., session_definitions: _Optional[_Iterable[_Union[_feature_pb2.FeatureDefinition, _Mapping]]] = ..., journal_position: _Optional[int] = ...) -> None: ...

class GetCustomerRequest(_message.Message):
    __slots__ = ["customer_id"]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    customer_id: str
    def __init__(self, customer_id: _Optional[str] = ...) -> None: ...

class GetCustomerResponse(_message.Message):
    __slots__ = ["customer"]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    customer: _customer_pb2.Customer
    def __init__(self, customer: _Optional[_Union[_customer_pb2.Customer, _Mapping]] = ...) -> None: ...

class ImportCustomersRequest(_message.Message):
    __slots__ = ["customers"]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    customers: _containers.RepeatedCompositeFieldContainer[_customer_pb2.Customer]
    def __init__(self, customers: _Optional[_Iterable[_Union[_customer_pb2.Customer, _Mapping]]] = ...) -> None: ...

class ImportCustomersResponse(_message.Message):
    __slots__ = ["created_count", "rejected_count", "rejections", "updated_count"]
    CREATED_COUNT_FIELD_NUMBER: _ClassVar[int]
    REJECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    REJECTIONS_FIELD_NUMBER: _ClassVar[int]
    UPDATED_COUNT_FIELD_NUMBER: _ClassVar[int]
    created_count: int
    rejected_count: int
    rejections: _containers.RepeatedCompositeFieldContainer[CustomerRejection]
    updated_count: int
    def __init__(self, created_count: _Optional[int] = ..., updated_count: _Optional[int] = ..., rejected_count: _Optional[int] = ..., rejections: _Optional[_Iterable[_Union[CustomerRejection, _Mapping]]] = ...) -> None: ...

class ListCustomersRequest(_message.Message):
    __slots__ = ["page_size", "page_token", "query"]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    QUERY_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    query: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., query: _Optional[str] = ...) -> None: ...

class ListCustomersResponse(_message.Message):
    __slots__ = ["customers", "next_page_token"]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    customers: _containers.RepeatedCompositeFieldContainer[_customer_pb2.Customer]
    next_page_token: str
    def __init__(self, customers: _Optional[_Iterable[_Union[_customer_pb2.Customer, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class UpdateCustomerRequest(_message.Message):
    __slots__ = ["allow_missing", "customer", "update_mask"]
    ALLOW_MISSING_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    allow_missing: bool
    customer: _customer_pb2.Customer
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, customer: _Optional[_Union[_customer_pb2.Customer, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., allow_missing: bool = ...) -> None: ...

class UpdateCustomerResponse(_message.Message):
    __slots__ = ["customer"]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    customer: _customer_pb2.Customer
    def __init__(self, customer: _Optional[_Union[_customer_pb2.Customer, _Mapping]] = ...) -> None: ...
