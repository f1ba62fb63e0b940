from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
PRODUCT_VIEW_BASIC: ProductView
PRODUCT_VIEW_FULL: ProductView
PRODUCT_VIEW_UNSPECIFIED: ProductView

class Product(_message.Message):
    __slots__ = ["attributes", "brand", "categories", "content_embedding", "create_time", "description", "etag", "id", "image_url", "price", "promoted", "sale_start_time", "ships_to_countries", "stock_count", "title", "update_time"]
    class AttributesEntry(_message.Message):
        __slots__ = ["key", "value"]
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    BRAND_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    CONTENT_EMBEDDING_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    IMAGE_URL_FIELD_NUMBER: _ClassVar[int]
    PRICE_FIELD_NUMBER: _ClassVar[int]
    PROMOTED_FIELD_NUMBER: _ClassVar[int]
    SALE_START_TIME_FIELD_NUMBER: _ClassVar[int]
    SHIPS_TO_COUNTRIES_FIELD_NUMBER: _ClassVar[int]
    STOCK_COUNT_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    UPDATE_TIME_FIELD_NUMBER: _ClassVar[int]
    attributes: _containers.ScalarMap[str, str]
    brand: str
    categories: _containers.RepeatedScalarFieldContainer[str]
    content_embedding: _containers.RepeatedScalarFieldContainer[float]
    create_time: _timestamp_pb2.Timestamp
    description: str
    etag: str
    id: str
    image_url: str
    price: float
    promoted: bool
    sale_start_time: _timestamp_pb2.Timestamp
    ships_to_countries: _containers.RepeatedScalarFieldContainer[str]
    stock_count: int
    title: str
    update_time: _timestamp_pb2.Timestamp
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., description: _Optional[str] = ..., categories: _Optional[_Iterable[str]] = ..., brand: _Optional[str] = ..., price: _Optional[float] = ..., stock_count: _Optional[int] = ..., ships_to_countries: _Optional[_Iterable[str]] = ..., promoted: bool = ..., sale_start_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., image_url: _Optional[str] = ..., content_embedding: _Optional[_Iterable[float]] = ..., attributes: _Optional[_Mapping[str, str]] = ..., create_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., update_time: _Optional[_Union[_timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ...) -> None: ...

class ProductView(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = []
