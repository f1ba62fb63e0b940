from . import interaction_pb2 as _interaction_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class IngestInteractionsRequest(_message.Message):
    __slots__ = ["batch_number", "interactions", "resume_token"]
    BATCH_NUMBER_FIELD_NUMBER: _ClassVar[int]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    batch_number: int
    interactions: _containers.RepeatedCompositeFieldContainer[_interaction_pb2.Interaction]
    resume_token: str
    def __init__(self, batch_number: _Optional[int] = ..., interactions: _Optional[_Iterable[_Union[_interaction_pb2.Interaction, _Mapping]]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class IngestInteractionsResponse(_message.Message):
    __slots__ = ["accepted_count", "batch_number", "duplicate_count", "duplicate_indexes", "journal_position", "rejections", "resume_token"]
    ACCEPTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    BATCH_NUMBER_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_INDEXES_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    REJECTIONS_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    accepted_count: int
    batch_number: int
    duplicate_count: int
    duplicate_indexes: _containers.RepeatedScalarFieldContainer[int]
    journal_position: int
    rejections: _containers.RepeatedCompositeFieldContainer[_interaction_pb2.InteractionResult]
    resume_token: str
    def __init__(self, batch_number: _Optional[int] = ..., accepted_count: _Optional[int] = ..., duplicate_count: _Optional[int] = ..., rejections: _Optional[_Iterable[_Union[_interaction_pb2.InteractionResult, _Mapping]]] = ..., journal_position: _Optional[int] = ..., resume_token: _Optional[str] = ..., duplicate_indexes: _Optional[_Iterable[int]] = ...) -> None: ...

class WriteInteractionsRequest(_message.Message):
    __slots__ = ["interactions"]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    interactions: _containers.RepeatedCompositeFieldContainer[_interaction_pb2.Interaction]
    def __init__(self, interactions: _Optional[_Iterable[_Union[_interaction_pb2.Interaction, _Mapping]]] = ...) -> None: ...

class WriteInteractionsResponse(_message.Message):
    __slots__ = ["accepted_count", "duplicate_count", "journal_position", "rejected_count", "results"]
    ACCEPTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_COUNT_FIELD_NUMBER: _ClassVar[int]
    JOURNAL_POSITION_FIELD_NUMBER: _ClassVar[int]
    REJECTED_COUNT_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    accepted_count: int
    duplicate_count: int
    journal_position: int
    rejected_count: int
    results: _containers.RepeatedCompositeFieldContainer[_interaction_pb2.InteractionResult]
    def __init__(self, results: _Optional[_Iterable[_Union[_interaction_pb2.InteractionResult, _Mapping]]] = ..., accepted_count: _Optional[int] = ..., duplicate_count: _Optional[int] = ..., rejected_count: _Optional[int] = ..., journal_position: _Optional[int] = ...) -> None: ...
