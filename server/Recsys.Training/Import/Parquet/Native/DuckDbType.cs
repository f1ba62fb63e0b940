namespace Recsys.Training.Import.Parquet.Native;

/// <summary>The types of DuckDB's C API that are read in a way of their own; numbers as in duckdb.h.</summary>
internal enum DuckDbType
{
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Text = 17,
    Bytes = 18,
    TimestampSeconds = 20,
    TimestampMs = 21,
    TimestampNs = 22,
    List = 24,
    TimestampWithZone = 31,
}
