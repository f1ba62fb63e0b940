from google.protobuf import timestamp_pb2 as _timestamp_pb2
from . import interaction_pb2 as _interaction_pb2
from . import operations_pb2 as _operations_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetHeldOutInteractionsRequest(_message.Message):
    __slots__ = ["customer_id"]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    customer_id: str
    def __init__(self, customer_id: _Optional[str] = ...) -> None: ...

class GetHeldOutInteractionsResponse(_message.Message):
    __slots__ = ["interactions", "start_time"]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    interactions: _containers.RepeatedCompositeFieldContainer[HeldOutInteraction]
    start_time: _timestamp_pb2.Timestamp
    def __init__(self, interactions: _Optional[_Iterable[_Union[HeldOutInteraction, _Mapping]]] = ..., start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class GetServerStatusRequest(_message.Message):
    __slots__ = []
    def __init__(self) -> None: ...

class GetServerStatusResponse(_message.Message):
    __slots__ = ["status"]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: _operations_pb2.ServerStatus
    def __init__(self, status: _Optional[_Union[_operations_pb2.ServerStatus, _Mapping]] = ...) -> None: ...

class HeldOutCustomer(_message.Message):
    __slots__ = ["customer_id", "product_count"]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_COUNT_FIELD_NUMBER: _ClassVar[int]
    customer_id: str
    product_count: int
    def __init__(self, customer_id: _Optional[str] = ..., product_count: _Optional[int] = ...) -> None: ...

class HeldOutInteraction(_message.Message):
    __slots__ = ["event_time", "product_id", "type"]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    event_time: _timestamp_pb2.Timestamp
    product_id: str
    type: _interaction_pb2.InteractionType
    def __init__(self, product_id: _Optional[str] = ..., type: _Optional[_Union[_interaction_pb2.InteractionType, str]] = ..., event_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class ListHeldOutCustomersRequest(_message.Message):
    __slots__ = ["page_size", "page_token"]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListHeldOutCustomersResponse(_message.Message):
    __slots__ = ["customers", "next_page_token", "start_time"]
    CUSTOMERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    customers: _containers.RepeatedCompositeFieldContainer[HeldOutCustomer]
    next_page_token: str
    start_time: _timestamp_pb2.Timestamp
    def __init__(self, customers: _Optional[_Iterable[_Union[HeldOutCustomer, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class WatchServerStatusRequest(_message.Message):
    __slots__ = ["interval_ms"]
    INTERVAL_MS_FIELD_NUMBER: _ClassVar[int]
    interval_ms: int
    def __init__(self, interval_ms: _Optional[int] = ...) -> None: ...

class WatchServerStatusResponse(_message.Message):
    __slots__ = ["status"]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    status: _operations_pb2.ServerStatus
    def __init__(self, status: _Optional[_Union[_operations_pb2.ServerStatus, _Mapping]] = ...) -> None: ...
