namespace Recsys.Training.Import.Csv;

/// <summary>
/// Knows files that are no UTF-8 text by their first bytes, so that one clear line can be said instead of a million.
/// </summary>
internal static class CsvEncoding
{
    /// <exception cref="ImportException">The file is UTF-16, an archive, or binary.</exception>
    public static void Check(string name, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new ImportException($"{name} is UTF-16 text: save it as UTF-8");
        if (start.StartsWith("PK\x03\x04"u8))
            throw new ImportException($"{name} is a zip archive or a spreadsheet: unpack it, or save it as CSV");
        bool zstd = start.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);
        bool xz = start.StartsWith((ReadOnlySpan<byte>)[0xFD, 0x37, 0x7A, 0x58]);
        if (zstd || xz || start.StartsWith("BZh"u8))
            throw new ImportException($"{name} is compressed in a way that is not read here: unpack it, or use gzip");
        int firstLine = start.IndexOf((byte)'\n');
        if ((firstLine < 0 ? start : start[..firstLine]).Contains((byte)0))
            throw new ImportException($"{name} is not a text file");
    }
}
