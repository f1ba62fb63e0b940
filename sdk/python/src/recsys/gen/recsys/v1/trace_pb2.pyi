from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

CANDIDATE_FATE_ALREADY_PURCHASED: CandidateFate
CANDIDATE_FATE_BELOW_PAGE: CandidateFate
CANDIDATE_FATE_EXCLUDED: CandidateFate
CANDIDATE_FATE_FILTERED_OUT: CandidateFate
CANDIDATE_FATE_NOT_IN_CATALOGUE: CandidateFate
CANDIDATE_FATE_NOT_RANKED: CandidateFate
CANDIDATE_FATE_NOT_SHIPPED: CandidateFate
CANDIDATE_FATE_RETURNED: CandidateFate
CANDIDATE_FATE_UNAVAILABLE: CandidateFate
CANDIDATE_FATE_UNSPECIFIED: CandidateFate
DESCRIPTOR: _descriptor.FileDescriptor
STAGE_FILTER: Stage
STAGE_HYDRATE: Stage
STAGE_ORDER: Stage
STAGE_RETRIEVE: Stage
STAGE_SCORE: Stage
STAGE_UNSPECIFIED: Stage

class CandidateTrace(_message.Message):
    __slots__ = ["fate", "position", "product_id", "retrieval_score", "score", "sources"]
    FATE_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_ID_FIELD_NUMBER: _ClassVar[int]
    RETRIEVAL_SCORE_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    fate: CandidateFate
    position: int
    product_id: str
    retrieval_score: float
    score: float
    sources: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, product_id: _Optional[str] = ..., sources: _Optional[_Iterable[str]] = ..., retrieval_score: _Optional[float] = ..., score: _Optional[float] = ..., fate: _Optional[_Union[CandidateFate, str]] = ..., position: _Optional[int] = ...) -> None: ...

class PipelineTrace(_message.Message):
    __slots__ = ["candidates", "duration_us", "refill_count", "sources", "stages"]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    DURATION_US_FIELD_NUMBER: _ClassVar[int]
    REFILL_COUNT_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    STAGES_FIELD_NUMBER: _ClassVar[int]
    candidates: _containers.RepeatedCompositeFieldContainer[CandidateTrace]
    duration_us: int
    refill_count: int
    sources: _containers.RepeatedCompositeFieldContainer[SourceTrace]
    stages: _containers.RepeatedCompositeFieldContainer[StageTrace]
    def __init__(self, stages: _Optional[_Iterable[_Union[StageTrace, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[SourceTrace, _Mapping]]] = ..., candidates: _Optional[_Iterable[_Union[CandidateTrace, _Mapping]]] = ..., refill_count: _Optional[int] = ..., duration_us: _Optional[int] = ...) -> None: ...

class SourceTrace(_message.Message):
    __slots__ = ["duration_us", "failed", "found_count", "name", "new_count", "requested_count"]
    DURATION_US_FIELD_NUMBER: _ClassVar[int]
    FAILED_FIELD_NUMBER: _ClassVar[int]
    FOUND_COUNT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    NEW_COUNT_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    duration_us: int
    failed: bool
    found_count: int
    name: str
    new_count: int
    requested_count: int
    def __init__(self, name: _Optional[str] = ..., requested_count: _Optional[int] = ..., found_count: _Optional[int] = ..., new_count: _Optional[int] = ..., duration_us: _Optional[int] = ..., failed: bool = ...) -> None: ...

class StageTrace(_message.Message):
    __slots__ = ["duration_us", "input_count", "output_count", "stage"]
    DURATION_US_FIELD_NUMBER: _ClassVar[int]
    INPUT_COUNT_FIELD_NUMBER: _ClassVar[int]
    OUTPUT_COUNT_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    duration_us: int
    input_count: int
    output_count: int
    stage: Stage
    def __init__(self, stage: _Optional[_Union[Stage, str]] = ..., input_count: _Optional[int] = ..., output_count: _Optional[int] = ..., duration_us: _Optional[int] = ...) -> None: ...

class Stage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []

class CandidateFate(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
