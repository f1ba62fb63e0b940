from google.protobuf import timestamp_pb2 as _timestamp_pb2
from . import interaction_pb2 as _interaction_pb2
from . import product_pb2 as _product_pb2
from . import trace_pb2 as _trace_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DEGRADED_REASON_DEADLINE: DegradedReason
DEGRADED_REASON_FAILED: DegradedReason
DEGRADED_REASON_OVERLOADED: DegradedReason
DEGRADED_REASON_UNSPECIFIED: DegradedReason
DESCRIPTOR: _descriptor.FileDescriptor
DEVICE_DESKTOP: Device
DEVICE_MOBILE: Device
DEVICE_OTHER: Device
DEVICE_TABLET: Device
DEVICE_TV: Device
DEVICE_UNSPECIFIED: Device
RECOMMENDATION_VIEW_BASIC: RecommendationView
RECOMMENDATION_VIEW_FULL: RecommendationView
RECOMMENDATION_VIEW_UNSPECIFIED: RecommendationView

class DegradedStage(_message.Message):
    __slots__ = ["component", "reason", "stage"]
    COMPONENT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    component: str
    reason: DegradedReason
    stage: _trace_pb2.Stage
    def __init__(self, stage: _Optional[_Union[_trace_pb2.Stage, str]] = ..., component: _Optional[str] = ..., reason: _Optional[_Union[DegradedReason, str]] = ...) -> None: ...

class OrderingOptions(_message.Message):
    __slots__ = ["diversity", "promotion_threshold", "seed", "temperature"]
    DIVERSITY_FIELD_NUMBER: _ClassVar[int]
    PROMOTION_THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    TEMPERATURE_FIELD_NUMBER: _ClassVar[int]
    diversity: float
    promotion_threshold: float
    seed: int
    temperature: float
    def __init__(self, temperature: _Optional[float] = ..., seed: _Optional[int] = ..., diversity: _Optional[float] = ..., promotion_threshold: _Optional[float] = ...) -> None: ...

class ProductFilter(_message.Message):
    __slots__ = ["brands", "categories", "max_price", "min_price", "promoted_only"]
    BRANDS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    MAX_PRICE_FIELD_NUMBER: _ClassVar[int]
    MIN_PRICE_FIELD_NUMBER: _ClassVar[int]
    PROMOTED_ONLY_FIELD_NUMBER: _ClassVar[int]
    brands: _containers.RepeatedScalarFieldContainer[str]
    categories: _containers.RepeatedScalarFieldContainer[str]
    max_price: float
    min_price: float
    promoted_only: bool
    def __init__(self, categories: _Optional[_Iterable[str]] = ..., brands: _Optional[_Iterable[str]] = ..., min_price: _Optional[float] = ..., max_price: _Optional[float] = ..., promoted_only: bool = ...) -> None: ...

class Provenance(_message.Message):
    __slots__ = ["cold_start", "degraded_stages", "fallback_count", "index_version", "journal_position", "model_version", "newest_interaction_time", "pipeline", "request_time", "seed"]
    COLD_START_FIELD_NUMBER: _ClassVar[int]
    DEGRADED_STAGES_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_COUNT_FIELD_NUMBER: _ClassVar[int]
    INDEX_VERSION_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    NEWEST_INTERACTION_TIME_FIELD_NUMBER: _ClassVar[int]
    PIPELINE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_TIME_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    cold_start: bool
    degraded_stages: _containers.RepeatedCompositeFieldContainer[DegradedStage]
    fallback_count: int
    index_version: str
    journal_position: int
    model_version: str
    newest_interaction_time: _timestamp_pb2.Timestamp
    pipeline: str
    request_time: _timestamp_pb2.Timestamp
    seed: int
    def __init__(self, pipeline: _Optional[str] = ..., model_version: _Optional[str] = ..., index_version: _Optional[str] = ..., seed: _Optional[int] = ..., cold_start: bool = ..., degraded_stages: _Optional[_Iterable[_Union[DegradedStage, _Mapping]]] = ..., newest_interaction_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., request_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., fallback_count: _Optional[int] = ..., journal_position: _Optional[int] = ...) -> None: ...

class RecentEvent(_message.Message):
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

class RecommendForUserRequest(_message.Message):
    __slots__ = ["candidate_count", "context", "customer_id", "exclude_product_ids", "exclude_purchased", "filter", "include_products", "include_reasons", "min_journal_position", "ordering", "page_size", "pipeline", "recent_events", "session_id", "view"]
    CANDIDATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    EXCLUDE_PRODUCT_IDS_FIELD_NUMBER: _ClassVar[int]
    EXCLUDE_PURCHASED_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_REASONS_FIELD_NUMBER: _ClassVar[int]
    MIN_JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    ORDERING_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PIPELINE_FIELD_NUMBER: _ClassVar[int]
    RECENT_EVENTS_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    candidate_count: int
    context: RequestContext
    customer_id: str
    exclude_product_ids: _containers.RepeatedScalarFieldContainer[str]
    exclude_purchased: bool
    filter: ProductFilter
    include_products: bool
    include_reasons: bool
    min_journal_position: int
    ordering: OrderingOptions
    page_size: int
    pipeline: str
    recent_events: _containers.RepeatedCompositeFieldContainer[RecentEvent]
    session_id: str
    view: RecommendationView
    def __init__(self, customer_id: _Optional[str] = ..., session_id: _Optional[str] = ..., recent_events: _Optional[_Iterable[_Union[RecentEvent, _Mapping]]] = ..., page_size: _Optional[int] = ..., candidate_count: _Optional[int] = ..., filter: _Optional[_Union[ProductFilter, _Mapping]] = ..., exclude_product_ids: _Optional[_Iterable[str]] = ..., exclude_purchased: bool = ..., context: _Optional[_Union[RequestContext, _Mapping]] = ..., ordering: _Optional[_Union[OrderingOptions, _Mapping]] = ..., pipeline: _Optional[str] = ..., view: _Optional[_Union[RecommendationView, str]] = ..., include_products: bool = ..., include_reasons: bool = ..., min_journal_position: _Optional[int] = ...) -> None: ...

class RecommendForUserResponse(_message.Message):
    __slots__ = ["attribution_token", "provenance", "recommendations", "trace"]
    ATTRIBUTION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATIONS_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    attribution_token: str
    provenance: Provenance
    recommendations: _containers.RepeatedCompositeFieldContainer[Recommendation]
    trace: _trace_pb2.PipelineTrace
    def __init__(self, recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., attribution_token: _Optional[str] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., trace: _Optional[_Union[_trace_pb2.PipelineTrace, _Mapping]] = ...) -> None: ...

class Recommendation(_message.Message):
    __slots__ = ["product", "product_id", "reasons", "score"]
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    product: _product_pb2.Product
    product_id: str
    reasons: _containers.RepeatedCompositeFieldContainer[RecommendationReason]
    score: float
    def __init__(self, product_id: _Optional[str] = ..., score: _Optional[float] = ..., product: _Optional[_Union[_product_pb2.Product, _Mapping]] = ..., reasons: _Optional[_Iterable[_Union[RecommendationReason, _Mapping]]] = ...) -> None: ...

class RecommendationReason(_message.Message):
    __slots__ = ["source"]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    source: str
    def __init__(self, source: _Optional[str] = ...) -> None: ...

class RequestContext(_message.Message):
    __slots__ = ["country", "device", "page", "request_time"]
    COUNTRY_FIELD_NUMBER: _ClassVar[int]
    DEVICE_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    REQUEST_TIME_FIELD_NUMBER: _ClassVar[int]
    country: str
    device: Device
    page: str
    request_time: _timestamp_pb2.Timestamp
    def __init__(self, device: _Optional[_Union[Device, str]] = ..., page: _Optional[str] = ..., country: _Optional[str] = ..., request_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SimilarProductsRequest(_message.Message):
    __slots__ = ["candidate_count", "context", "customer_id", "exclude_product_ids", "exclude_purchased", "filter", "include_products", "include_reasons", "min_journal_position", "ordering", "page_size", "pipeline", "product_id", "recent_events", "session_id", "view"]
    CANDIDATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    EXCLUDE_PRODUCT_IDS_FIELD_NUMBER: _ClassVar[int]
    EXCLUDE_PURCHASED_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_PRODUCTS_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_REASONS_FIELD_NUMBER: _ClassVar[int]
    MIN_JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    ORDERING_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PIPELINE_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    RECENT_EVENTS_FIELD_NUMBER: _ClassVar[int]
    SESSION_ID_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    candidate_count: int
    context: RequestContext
    customer_id: str
    exclude_product_ids: _containers.RepeatedScalarFieldContainer[str]
    exclude_purchased: bool
    filter: ProductFilter
    include_products: bool
    include_reasons: bool
    min_journal_position: int
    ordering: OrderingOptions
    page_size: int
    pipeline: str
    product_id: str
    recent_events: _containers.RepeatedCompositeFieldContainer[RecentEvent]
    session_id: str
    view: RecommendationView
    def __init__(self, product_id: _Optional[str] = ..., customer_id: _Optional[str] = ..., session_id: _Optional[str] = ..., recent_events: _Optional[_Iterable[_Union[RecentEvent, _Mapping]]] = ..., page_size: _Optional[int] = ..., candidate_count: _Optional[int] = ..., filter: _Optional[_Union[ProductFilter, _Mapping]] = ..., exclude_product_ids: _Optional[_Iterable[str]] = ..., exclude_purchased: bool = ..., context: _Optional[_Union[RequestContext, _Mapping]] = ..., ordering: _Optional[_Union[OrderingOptions, _Mapping]] = ..., pipeline: _Optional[str] = ..., view: _Optional[_Union[RecommendationView, str]] = ..., include_products: bool = ..., include_reasons: bool = ..., min_journal_position: _Optional[int] = ...) -> None: ...

class SimilarProductsResponse(_message.Message):
    __slots__ = ["attribution_token", "provenance", "recommendations", "trace"]
    ATTRIBUTION_TOKEN_FIELD_NUMBER: _ClassVar[int]
    PROVENANCE_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATIONS_FIELD_NUMBER: _ClassVar[int]
    TRACE_FIELD_NUMBER: _ClassVar[int]
    attribution_token: str
    provenance: Provenance
    recommendations: _containers.RepeatedCompositeFieldContainer[Recommendation]
    trace: _trace_pb2.PipelineTrace
    def __init__(self, recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., attribution_token: _Optional[str] = ..., provenance: _Optional[_Union[Provenance, _Mapping]] = ..., trace: _Optional[_Union[_trace_pb2.PipelineTrace, _Mapping]] = ...) -> None: ...

class Device(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class RecommendationView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class DegradedReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
