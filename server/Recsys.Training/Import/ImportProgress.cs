namespace Recsys.Training.Import;

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="BytesRead">Bytes read of all files, as they lie on disk.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
/// <param name="Rows">Rows read.</param>
/// <param name="Elapsed">Since the start.</param>
/// <param name="MegabytesPerSecond">Uncompressed content per second, in 10^6 bytes.</param>
public readonly record struct ImportProgress(
    string File, long BytesRead, long BytesTotal, long Rows, TimeSpan Elapsed, double MegabytesPerSecond)
{
    /// <summary>Customers written of <see cref="CustomersTotal"/>, once all rows are read.</summary>
    public long CustomersDone { get; init; }

    /// <summary>Customers that the rows spoke of; 0 while rows are read.</summary>
    public long CustomersTotal { get; init; }
}
