from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
MODEL_STATE_DAMAGED: ModelState
MODEL_STATE_LIVE: ModelState
MODEL_STATE_READY: ModelState
MODEL_STATE_UNSPECIFIED: ModelState
TRAINING_STATE_CANCELLED: TrainingState
TRAINING_STATE_FAILED: TrainingState
TRAINING_STATE_PENDING: TrainingState
TRAINING_STATE_RUNNING: TrainingState
TRAINING_STATE_SUCCEEDED: TrainingState
TRAINING_STATE_UNSPECIFIED: TrainingState

class Model(_message.Message):
    __slots__ = ["create_time", "customer_count", "damage_description", "data_end_time", "data_start_time", "interaction_count", "metrics", "parent_versions", "product_count", "size_bytes", "state", "version"]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    DAMAGE_DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    DATA_END_TIME_FIELD_NUMBER: _ClassVar[int]
    DATA_START_TIME_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    METRICS_FIELD_NUMBER: _ClassVar[int]
    PARENT_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_COUNT_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    create_time: _timestamp_pb2.Timestamp
    customer_count: int
    damage_description: str
    data_end_time: _timestamp_pb2.Timestamp
    data_start_time: _timestamp_pb2.Timestamp
    interaction_count: int
    metrics: _containers.RepeatedCompositeFieldContainer[ModelMetric]
    parent_versions: _containers.RepeatedScalarFieldContainer[str]
    product_count: int
    size_bytes: int
    state: ModelState
    version: str
    def __init__(self, version: _Optional[str] = ..., state: _Optional[_Union[ModelState, str]] = ..., damage_description: _Optional[str] = ..., create_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., parent_versions: _Optional[_Iterable[str]] = ..., data_start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., data_end_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ..., product_count: _Optional[int] = ..., metrics: _Optional[_Iterable[_Union[ModelMetric, _Mapping]]] = ..., size_bytes: _Optional[int] = ...) -> None: ...

class ModelMetric(_message.Message):
    __slots__ = ["name", "value"]
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    name: str
    value: float
    def __init__(self, name: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...

class TrainingRun(_message.Message):
    __slots__ = ["activate", "end_time", "failure_description", "id", "metrics", "model_version", "parent_version", "progress", "request_id", "start_time", "state", "step"]
    ACTIVATE_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    FAILURE_DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    METRICS_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    PARENT_VERSION_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    START_TIME_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    activate: bool
    end_time: _timestamp_pb2.Timestamp
    failure_description: str
    id: str
    metrics: _containers.RepeatedCompositeFieldContainer[ModelMetric]
    model_version: str
    parent_version: str
    progress: float
    request_id: str
    start_time: _timestamp_pb2.Timestamp
    state: TrainingState
    step: str
    def __init__(self, id: _Optional[str] = ..., state: _Optional[_Union[TrainingState, str]] = ..., start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., step: _Optional[str] = ..., progress: _Optional[float] = ..., metrics: _Optional[_Iterable[_Union[ModelMetric, _Mapping]]] = ..., model_version: _Optional[str] = ..., failure_description: _Optional[str] = ..., request_id: _Optional[str] = ..., parent_version: _Optional[str] = ..., activate: bool = ...) -> None: ...

class ModelState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class TrainingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
