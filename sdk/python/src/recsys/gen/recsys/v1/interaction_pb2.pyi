from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
INTERACTION_OUTCOME_ACCEPTED: InteractionOutcome
INTERACTION_OUTCOME_DUPLICATE: InteractionOutcome
INTERACTION_OUTCOME_REJECTED: InteractionOutcome
INTERACTION_OUTCOME_UNSPECIFIED: InteractionOutcome
INTERACTION_TYPE_ADD_TO_CART: InteractionType
INTERACTION_TYPE_CLICK: InteractionType
INTERACTION_TYPE_PURCHASE: InteractionType
INTERACTION_TYPE_RATING: InteractionType
INTERACTION_TYPE_UNSPECIFIED: InteractionType
INTERACTION_TYPE_VIEW: InteractionType

class Interaction(_message.Message):
    __slots__ = ["attribution_token", "country", "customer_id", "dwell_ms", "event_time", "id", "price", "product_id", "quantity", "session_id", "type", "value"]
    ATTRIBUTION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    DWELL_MS_FIELD_NUMBER: _ClassVar[int]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    attribution_token: str
    country: str
    customer_id: str
    dwell_ms: int
    event_time: _timestamp_pb2.Timestamp
    id: str
    price: float
    product_id: str
    quantity: int
    session_id: str
    type: InteractionType
    value: float
    def __init__(self, id: _Optional[str] = ..., customer_id: _Optional[str] = ..., session_id: _Optional[str] = ..., product_id: _Optional[str] = ..., type: _Optional[_Union[InteractionType, str]] = ..., event_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., value: _Optional[float] = ..., dwell_ms: _Optional[int] = ..., price: _Optional[float] = ..., quantity: _Optional[int] = ..., country: _Optional[str] = ..., attribution_token: _Optional[str] = ...) -> None: ...

class InteractionRejection(_message.Message):
    __slots__ = ["description", "field", "reason"]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    description: str
    field: str
    reason: str
    def __init__(self, reason: _Optional[str] = ..., field: _Optional[str] = ..., description: _Optional[str] = ...) -> None: ...

class InteractionResult(_message.Message):
    __slots__ = ["index", "interaction_id", "outcome", "rejection"]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_ID_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REJECTION_FIELD_NUMBER: _ClassVar[int]
    index: int
    interaction_id: str
    outcome: InteractionOutcome
    rejection: InteractionRejection
    def __init__(self, interaction_id: _Optional[str] = ..., outcome: _Optional[_Union[InteractionOutcome, str]] = ..., rejection: _Optional[_Union[InteractionRejection, _Mapping]] = ..., index: _Optional[int] = ...) -> None: ...

class InteractionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class InteractionOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
