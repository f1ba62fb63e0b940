from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from . import interaction_pb2 as _interaction_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
FEATURE_INPUT_BRAND: FeatureInput
FEATURE_INPUT_CATEGORY: FeatureInput
FEATURE_INPUT_COUNTRY: FeatureInput
FEATURE_INPUT_DWELL_MS: FeatureInput
FEATURE_INPUT_PRICE: FeatureInput
FEATURE_INPUT_PRODUCT: FeatureInput
FEATURE_INPUT_QUANTITY: FeatureInput
FEATURE_INPUT_SPEND: FeatureInput
FEATURE_INPUT_TYPE: FeatureInput
FEATURE_INPUT_UNSPECIFIED: FeatureInput
FEATURE_INPUT_VALUE: FeatureInput
FEATURE_KIND_COUNT: FeatureKind
FEATURE_KIND_DECAYED_COUNT: FeatureKind
FEATURE_KIND_EARLIEST_TIME: FeatureKind
FEATURE_KIND_KEY_COUNTS: FeatureKind
FEATURE_KIND_LATEST_TEXT: FeatureKind
FEATURE_KIND_LATEST_TIME: FeatureKind
FEATURE_KIND_LOG_MOMENTS: FeatureKind
FEATURE_KIND_PRODUCT_SET: FeatureKind
FEATURE_KIND_RATIO: FeatureKind
FEATURE_KIND_RECENT_EVENTS: FeatureKind
FEATURE_KIND_SUM: FeatureKind
FEATURE_KIND_UNSPECIFIED: FeatureKind

class DecayedCount(_message.Message):
    __slots__ = ["half_life", "value"]
    HALF_LIFE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    half_life: _duration_pb2.Duration
    value: float
    def __init__(self, half_life: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., value: _Optional[float] = ...) -> None: ...

class DecayedCounts(_message.Message):
    __slots__ = ["counts", "last_time"]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    LAST_TIME_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[DecayedCount]
    last_time: _timestamp_pb2.Timestamp
    def __init__(self, counts: _Optional[_Iterable[_Union[DecayedCount, _Mapping]]] = ..., last_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Feature(_message.Message):
    __slots__ = ["counts", "decayed_counts", "events", "kind", "name", "number", "products", "range", "text", "time"]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    DECAYED_COUNTS_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    RANGE_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    counts: FeatureCounts
    decayed_counts: DecayedCounts
    events: FeatureEvents
    kind: FeatureKind
    name: str
    number: float
    products: FeatureProducts
    range: FeatureRange
    text: FeatureText
    time: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[FeatureKind, str]] = ..., number: _Optional[float] = ..., time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., text: _Optional[_Union[FeatureText, _Mapping]] = ..., decayed_counts: _Optional[_Union[DecayedCounts, _Mapping]] = ..., range: _Optional[_Union[FeatureRange, _Mapping]] = ..., counts: _Optional[_Union[FeatureCounts, _Mapping]] = ..., events: _Optional[_Union[FeatureEvents, _Mapping]] = ..., products: _Optional[_Union[FeatureProducts, _Mapping]] = ...) -> None: ...

class FeatureCount(_message.Message):
    __slots__ = ["count", "key", "last_time"]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    KEY_FIELD_NUMBER: _ClassVar[int]
    LAST_TIME_FIELD_NUMBER: _ClassVar[int]
    count: int
    key: str
    last_time: _timestamp_pb2.Timestamp
    def __init__(self, key: _Optional[str] = ..., count: _Optional[int] = ..., last_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class FeatureCounts(_message.Message):
    __slots__ = ["counts"]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedCompositeFieldContainer[FeatureCount]
    def __init__(self, counts: _Optional[_Iterable[_Union[FeatureCount, _Mapping]]] = ...) -> None: ...

class FeatureDefinition(_message.Message):
    __slots__ = ["default_number", "description", "half_lives", "input", "interaction_types", "kind", "limit", "name"]
    DEFAULT_NUMBER_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    HALF_LIVES_FIELD_NUMBER: _ClassVar[int]
    INPUT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_TYPES_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    default_number: float
    description: str
    half_lives: _containers.RepeatedCompositeFieldContainer[_duration_pb2.Duration]
    input: FeatureInput
    interaction_types: _containers.RepeatedScalarFieldContainer[_interaction_pb2.InteractionType]
    kind: FeatureKind
    limit: int
    name: str
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[FeatureKind, str]] = ..., input: _Optional[_Union[FeatureInput, str]] = ..., interaction_types: _Optional[_Iterable[_Union[_interaction_pb2.InteractionType, str]]] = ..., half_lives: _Optional[_Iterable[_Union[_duration_pb2.Duration, _Mapping]]] = ..., limit: _Optional[int] = ..., default_number: _Optional[float] = ..., description: _Optional[str] = ...) -> None: ...

class FeatureEvent(_message.Message):
    __slots__ = ["event_time", "price", "product_id", "quantity", "type"]
    EVENT_TIME_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    QUANTITY_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    event_time: _timestamp_pb2.Timestamp
    price: float
    product_id: str
    quantity: int
    type: _interaction_pb2.InteractionType
    def __init__(self, product_id: _Optional[str] = ..., type: _Optional[_Union[_interaction_pb2.InteractionType, str]] = ..., event_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., price: _Optional[float] = ..., quantity: _Optional[int] = ...) -> None: ...

class FeatureEvents(_message.Message):
    __slots__ = ["events"]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[FeatureEvent]
    def __init__(self, events: _Optional[_Iterable[_Union[FeatureEvent, _Mapping]]] = ...) -> None: ...

class FeatureProducts(_message.Message):
    __slots__ = ["product_ids", "total_count"]
    PRODUCT_IDS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_COUNT_FIELD_NUMBER: _ClassVar[int]
    product_ids: _containers.RepeatedScalarFieldContainer[str]
    total_count: int
    def __init__(self, product_ids: _Optional[_Iterable[str]] = ..., total_count: _Optional[int] = ...) -> None: ...

class FeatureRange(_message.Message):
    __slots__ = ["count", "high", "low", "mean"]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    MEAN_FIELD_NUMBER: _ClassVar[int]
    count: int
    high: float
    low: float
    mean: float
    def __init__(self, mean: _Optional[float] = ..., low: _Optional[float] = ..., high: _Optional[float] = ..., count: _Optional[int] = ...) -> None: ...

class FeatureText(_message.Message):
    __slots__ = ["text", "time"]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    text: str
    time: _timestamp_pb2.Timestamp
    def __init__(self, text: _Optional[str] = ..., time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class FeatureKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class FeatureInput(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
