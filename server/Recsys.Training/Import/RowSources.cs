using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Parquet;
using Recsys.Training.Import.Plain;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>Opens a file as rows, by what its first bytes say it is, whatever it is called.</summary>
internal static class RowSources
{
    private const int SampleBytes = 256 * 1024;

    /// <summary>How a file that came without a mapping is written; null for Parquet and for a CSV with a
    /// header.</summary>
    /// <exception cref="ImportException">The file is not there.</exception>
    public static PlainShape? FindShape(string path)
    {
        if (IsParquet(path)) return null;
        using var stream = ImportStream.Open(path);
        var sample = new byte[SampleBytes];
        int length = 0, read;
        while (length < sample.Length && (read = stream.Read(sample.AsSpan(length))) > 0) length += read;
        var start = sample.AsSpan(0, length);
        CsvEncoding.Check(stream.Name, start);
        return PlainShapeFinder.Find(start, whole: length < sample.Length, CsvDelimiter.Detect(start));
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mapping">What its columns mean, or null.</param>
    /// <param name="plain">How it is written, as <see cref="FindShape"/> found it.</param>
    /// <exception cref="ImportException">The file is not there, or not what the mapping says.</exception>
    public static IRowSource Open(string path, InteractionMapping? mapping, PlainShape? plain = null)
    {
        bool parquet = IsParquet(path);
        string found = parquet ? "parquet" : "csv";
        if (mapping?.Format is { } wanted && wanted != found)
        {
            string isWhat = parquet ? "is a Parquet file" : "is no Parquet file";
            throw new ImportException(
                $"{Path.GetFileName(path)} {isWhat}, but {mapping.Name} says its format is {wanted}");
        }
        if (parquet) return new ParquetRowSource(path, mapping?.Products?.Separator ?? '|');
        if (plain is null)
            return new CsvRowSource(ImportStream.Open(path), mapping?.Delimiter, mapping?.Header, CsvLimits.Default);
        return plain.Kind == PlainShape.LineKind.CsvWithoutHeader
            ? new CsvRowSource(ImportStream.Open(path), (char)plain.Separator, plain.Columns, CsvLimits.Default)
            : new PlainRowSource(ImportStream.Open(path), plain);
    }

    private static bool IsParquet(string path)
    {
        using var file = ImportStream.OpenFile(path);
        Span<byte> magic = stackalloc byte[4];
        bool parquet = file.ReadAtLeast(magic, 4, throwOnEndOfStream: false) == 4 && magic.SequenceEqual("PAR1"u8);
        if (parquet || !Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase)) return parquet;
        throw new ImportException(
            $"{Path.GetFileName(path)} is not a Parquet file, whatever its name says: it does not begin with PAR1");
    }
}
