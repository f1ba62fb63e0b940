namespace Recsys.Training.Import.Csv;

/// <summary>How large a CSV may grow in each direction before a row is bad.</summary>
internal sealed record CsvLimits
{
    public static CsvLimits Default { get; } = new();

    /// <summary>Bytes of one field.</summary>
    public int FieldBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes of one row, which also bounds the search for a closing quote.</summary>
    public int RowBytes { get; init; } = 1024 * 1024;

    /// <summary>Columns.</summary>
    public int Columns { get; init; } = 4096;

    /// <summary>Bytes of a bad row that are kept for the rejects file.</summary>
    public int KeptBadBytes { get; init; } = 64 * 1024;

    /// <summary>Bytes read at a time.</summary>
    public int BufferBytes { get; init; } = 256 * 1024;
}
