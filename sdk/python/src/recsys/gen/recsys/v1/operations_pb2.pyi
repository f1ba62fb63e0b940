from google.protobuf import timestamp_pb2 as _timestamp_pb2
from . import trace_pb2 as _trace_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CacheStatus(_message.Message):
    __slots__ = ["entry_count", "hit_ratio"]
    ENTRY_COUNT_FIELD_NUMBER: _ClassVar[int]
    HIT_RATIO_FIELD_NUMBER: _ClassVar[int]
    entry_count: int
    hit_ratio: float
    def __init__(self, hit_ratio: _Optional[float] = ..., entry_count: _Optional[int] = ...) -> None: ...

class IngestionStatus(_message.Message):
    __slots__ = ["accepted_per_second", "duplicates_per_second", "freshness", "newest_interaction_time", "open_streams", "rejected_per_second"]
    ACCEPTED_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    DUPLICATES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    FRESHNESS_FIELD_NUMBER: _ClassVar[int]
    NEWEST_INTERACTION_TIME_FIELD_NUMBER: _ClassVar[int]
    OPEN_STREAMS_FIELD_NUMBER: _ClassVar[int]
    REJECTED_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    accepted_per_second: float
    duplicates_per_second: float
    freshness: LatencyStatus
    newest_interaction_time: _timestamp_pb2.Timestamp
    open_streams: int
    rejected_per_second: float
    def __init__(self, accepted_per_second: _Optional[float] = ..., duplicates_per_second: _Optional[float] = ..., rejected_per_second: _Optional[float] = ..., open_streams: _Optional[int] = ..., freshness: _Optional[_Union[LatencyStatus, _Mapping]] = ..., newest_interaction_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class JournalStatus(_message.Message):
    __slots__ = ["begin_position", "bytes_per_second", "checkpoint_ms", "checkpoint_position", "checkpoint_time", "commit", "durable_position", "size_bytes", "total_failures"]
    BEGIN_POSITION_FIELD_NUMBER: _ClassVar[int]
    BYTES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_MS_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_POSITION_FIELD_NUMBER: _ClassVar[int]
    CHECKPOINT_TIME_FIELD_NUMBER: _ClassVar[int]
    COMMIT_FIELD_NUMBER: _ClassVar[int]
    DURABLE_POSITION_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FAILURES_FIELD_NUMBER: _ClassVar[int]
    begin_position: int
    bytes_per_second: float
    checkpoint_ms: float
    checkpoint_position: int
    checkpoint_time: _timestamp_pb2.Timestamp
    commit: LatencyStatus
    durable_position: int
    size_bytes: int
    total_failures: int
    def __init__(self, begin_position: _Optional[int] = ..., durable_position: _Optional[int] = ..., checkpoint_position: _Optional[int] = ..., size_bytes: _Optional[int] = ..., bytes_per_second: _Optional[float] = ..., commit: _Optional[_Union[LatencyStatus, _Mapping]] = ..., checkpoint_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., checkpoint_ms: _Optional[float] = ..., total_failures: _Optional[int] = ...) -> None: ...

class LatencyStatus(_message.Message):
    __slots__ = ["count", "max_ms", "p50_ms", "p90_ms", "p99_ms"]
    COUNT_FIELD_NUMBER: _ClassVar[int]
    MAX_MS_FIELD_NUMBER: _ClassVar[int]
    P50_MS_FIELD_NUMBER: _ClassVar[int]
    P90_MS_FIELD_NUMBER: _ClassVar[int]
    P99_MS_FIELD_NUMBER: _ClassVar[int]
    count: int
    max_ms: float
    p50_ms: float
    p90_ms: float
    p99_ms: float
    def __init__(self, count: _Optional[int] = ..., p50_ms: _Optional[float] = ..., p90_ms: _Optional[float] = ..., p99_ms: _Optional[float] = ..., max_ms: _Optional[float] = ...) -> None: ...

class LiveModelStatus(_message.Message):
    __slots__ = ["index_recall", "index_recall_alarm", "indexed_product_count", "live_time", "unmerged_product_count", "version"]
    INDEXED_PRODUCT_COUNT_FIELD_NUMBER: _ClassVar[int]
    INDEX_RECALL_ALARM_FIELD_NUMBER: _ClassVar[int]
    INDEX_RECALL_FIELD_NUMBER: _ClassVar[int]
    LIVE_TIME_FIELD_NUMBER: _ClassVar[int]
    UNMERGED_PRODUCT_COUNT_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    index_recall: float
    index_recall_alarm: float
    indexed_product_count: int
    live_time: _timestamp_pb2.Timestamp
    unmerged_product_count: int
    version: str
    def __init__(self, version: _Optional[str] = ..., live_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., indexed_product_count: _Optional[int] = ..., unmerged_product_count: _Optional[int] = ..., index_recall: _Optional[float] = ..., index_recall_alarm: _Optional[float] = ...) -> None: ...

class MemoryStatus(_message.Message):
    __slots__ = ["gc_pause_ratio", "managed_bytes", "processor_count", "processors_used", "resident_bytes", "state_budget_bytes", "state_bytes"]
    GC_PAUSE_RATIO_FIELD_NUMBER: _ClassVar[int]
    MANAGED_BYTES_FIELD_NUMBER: _ClassVar[int]
    PROCESSORS_USED_FIELD_NUMBER: _ClassVar[int]
    PROCESSOR_COUNT_FIELD_NUMBER: _ClassVar[int]
    RESIDENT_BYTES_FIELD_NUMBER: _ClassVar[int]
    STATE_BUDGET_BYTES_FIELD_NUMBER: _ClassVar[int]
    STATE_BYTES_FIELD_NUMBER: _ClassVar[int]
    gc_pause_ratio: float
    managed_bytes: int
    processor_count: int
    processors_used: float
    resident_bytes: int
    state_budget_bytes: int
    state_bytes: int
    def __init__(self, resident_bytes: _Optional[int] = ..., managed_bytes: _Optional[int] = ..., state_bytes: _Optional[int] = ..., state_budget_bytes: _Optional[int] = ..., gc_pause_ratio: _Optional[float] = ..., processors_used: _Optional[float] = ..., processor_count: _Optional[int] = ...) -> None: ...

class MethodStatus(_message.Message):
    __slots__ = ["active_calls", "calls_per_second", "errors_per_second", "latency", "method", "total_calls"]
    ACTIVE_CALLS_FIELD_NUMBER: _ClassVar[int]
    CALLS_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    ERRORS_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    TOTAL_CALLS_FIELD_NUMBER: _ClassVar[int]
    active_calls: int
    calls_per_second: float
    errors_per_second: float
    latency: LatencyStatus
    method: str
    total_calls: int
    def __init__(self, method: _Optional[str] = ..., calls_per_second: _Optional[float] = ..., errors_per_second: _Optional[float] = ..., active_calls: _Optional[int] = ..., latency: _Optional[_Union[LatencyStatus, _Mapping]] = ..., total_calls: _Optional[int] = ...) -> None: ...

class PipelineStatus(_message.Message):
    __slots__ = ["degradations_per_second", "latency", "pipeline", "requests_per_second", "sources", "stages", "total_degradations"]
    DEGRADATIONS_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    PIPELINE_FIELD_NUMBER: _ClassVar[int]
    REQUESTS_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    STAGES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_DEGRADATIONS_FIELD_NUMBER: _ClassVar[int]
    degradations_per_second: float
    latency: LatencyStatus
    pipeline: str
    requests_per_second: float
    sources: _containers.RepeatedCompositeFieldContainer[SourceStatus]
    stages: _containers.RepeatedCompositeFieldContainer[StageStatus]
    total_degradations: int
    def __init__(self, pipeline: _Optional[str] = ..., requests_per_second: _Optional[float] = ..., latency: _Optional[_Union[LatencyStatus, _Mapping]] = ..., stages: _Optional[_Iterable[_Union[StageStatus, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[SourceStatus, _Mapping]]] = ..., degradations_per_second: _Optional[float] = ..., total_degradations: _Optional[int] = ...) -> None: ...

class ServerStatus(_message.Message):
    __slots__ = ["cache", "ingestion", "journal", "live_model", "memory", "methods", "pipelines", "server_version", "start_time", "store", "time", "window_seconds"]
    CACHE_FIELD_NUMBER: _ClassVar[int]
    INGESTION_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_FIELD_NUMBER: _ClassVar[int]
    LIVE_MODEL_FIELD_NUMBER: _ClassVar[int]
    MEMORY_FIELD_NUMBER: _ClassVar[int]
    METHODS_FIELD_NUMBER: _ClassVar[int]
    PIPELINES_FIELD_NUMBER: _ClassVar[int]
    SERVER_VERSION_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    STORE_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    WINDOW_SECONDS_FIELD_NUMBER: _ClassVar[int]
    cache: CacheStatus
    ingestion: IngestionStatus
    journal: JournalStatus
    live_model: LiveModelStatus
    memory: MemoryStatus
    methods: _containers.RepeatedCompositeFieldContainer[MethodStatus]
    pipelines: _containers.RepeatedCompositeFieldContainer[PipelineStatus]
    server_version: str
    start_time: _timestamp_pb2.Timestamp
    store: StoreStatus
    time: _timestamp_pb2.Timestamp
    window_seconds: int
    def __init__(self, time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., server_version: _Optional[str] = ..., window_seconds: _Optional[int] = ..., methods: _Optional[_Iterable[_Union[MethodStatus, _Mapping]]] = ..., pipelines: _Optional[_Iterable[_Union[PipelineStatus, _Mapping]]] = ..., ingestion: _Optional[_Union[IngestionStatus, _Mapping]] = ..., journal: _Optional[_Union[JournalStatus, _Mapping]] = ..., store: _Optional[_Union[StoreStatus, _Mapping]] = ..., live_model: _Optional[_Union[LiveModelStatus, _Mapping]] = ..., memory: _Optional[_Union[MemoryStatus, _Mapping]] = ..., cache: _Optional[_Union[CacheStatus, _Mapping]] = ...) -> None: ...

class SourceStatus(_message.Message):
    __slots__ = ["latency", "mean_candidates", "source"]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    MEAN_CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    latency: LatencyStatus
    mean_candidates: float
    source: str
    def __init__(self, source: _Optional[str] = ..., latency: _Optional[_Union[LatencyStatus, _Mapping]] = ..., mean_candidates: _Optional[float] = ...) -> None: ...

class StageStatus(_message.Message):
    __slots__ = ["latency", "stage"]
    LATENCY_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    latency: LatencyStatus
    stage: _trace_pb2.Stage
    def __init__(self, stage: _Optional[_Union[_trace_pb2.Stage, str]] = ..., latency: _Optional[_Union[LatencyStatus, _Mapping]] = ...) -> None: ...

class StoreStatus(_message.Message):
    __slots__ = ["customer_count", "history_count", "interaction_count", "product_count", "state_size_bytes"]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    HISTORY_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_COUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    customer_count: int
    history_count: int
    interaction_count: int
    product_count: int
    state_size_bytes: int
    def __init__(self, product_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., history_count: _Optional[int] = ..., interaction_count: _Optional[int] = ..., state_size_bytes: _Optional[int] = ...) -> None: ...
