using Recsys.Training.Import.Parquet.Native;

namespace Recsys.Training.Import.Parquet;

/// <summary>
/// The query that reads every column of a Parquet file as text. Columns go by number: no name of the file's gets into
/// SQL.
/// </summary>
internal static class ParquetText
{
    /// <summary>Whether a type is a point in time, which is then read as milliseconds since 1970-01-01 UTC.</summary>
    public static bool IsTime(DuckDbType type) => type is DuckDbType.Timestamp or DuckDbType.TimestampSeconds
        or DuckDbType.TimestampMs or DuckDbType.TimestampNs or DuckDbType.TimestampWithZone or DuckDbType.Date;

    /// <summary>$1 is the file and $2, if there are lists, what joins their entries.</summary>
    public static string Query(IReadOnlyList<DuckDbType> types)
    {
        string[] names = [.. Enumerable.Range(0, types.Count).Select(i => $"c{i}")];
        string expressions = string.Join(", ", names.Select((name, i) => Expression(types[i], name)));
        return $"SELECT {expressions} FROM read_parquet($1) AS t({string.Join(", ", names)})";
    }

    private static string Expression(DuckDbType type, string column) => type switch
    {
        DuckDbType.Text or DuckDbType.Bytes => column,
        _ when IsTime(type) => $"epoch_ms({column})::VARCHAR",
        // Ids that met a missing value on their way are kept as floating point; 13085.0 is to be 13085 again, and NaN
        // is missing.
        DuckDbType.Double or DuckDbType.Float =>
            $"CASE WHEN isnan({column}) THEN NULL WHEN {column} = trunc({column}) AND abs({column}) < 1e15 "
            + $"THEN {column}::BIGINT::VARCHAR ELSE {column}::VARCHAR END",
        DuckDbType.List => $"array_to_string({column}::VARCHAR[], $2)",
        _ => $"{column}::VARCHAR",
    };
}
