namespace Recsys.Training.Import.Rows;

/// <summary>
/// A file as a stream of rows of UTF-8 fields, whatever its format. Spans are good until the next read.
/// </summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Column names in file order.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The delimiter between fields, or null where the format has none.</summary>
    char? Delimiter { get; }

    /// <summary>Line the current row starts at, from 1; the row's number where the format has no lines.</summary>
    long Line { get; }

    /// <summary>Data rows read so far, bad ones included: the current row's number, from 1.</summary>
    long Ordinal { get; }

    /// <summary>Bytes of the file consumed.</summary>
    long BytesRead { get; }

    /// <summary>Bytes of the file.</summary>
    long BytesTotal { get; }

    /// <summary>Bytes of rows read, uncompressed.</summary>
    long ContentBytesRead { get; }

    /// <summary>Why the current row is bad; meaningful after <see cref="RowStatus.Bad"/>.</summary>
    string BadReason { get; }

    /// <summary>Why the file ended before its end, in one line, or null when it was whole.</summary>
    string? Damage { get; }

    /// <summary>The current row as it stands in the file, shortened where it is very long.</summary>
    ReadOnlySpan<byte> RawRow { get; }

    /// <summary>Moves to the next row.</summary>
    RowStatus Read();

    /// <summary>One field of the current row, from 0; valid UTF-8; empty for a missing value.</summary>
    ReadOnlySpan<byte> Field(int column);

    /// <summary>
    /// Whether the column's fields are whole milliseconds since 1970-01-01 UTC, whatever the mapping's time format.
    /// </summary>
    bool IsUnixMs(int column);
}
