using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Parquet;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>Opens a file as rows, by what its first bytes say it is, whatever it is called.</summary>
internal static class RowSources
{
    /// <exception cref="ImportException">The file is not there, or not what the mapping says.</exception>
    public static IRowSource Open(string path, InteractionMapping? mapping)
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
        return new CsvRowSource(ImportStream.Open(path), mapping?.Delimiter, mapping?.Header, CsvLimits.Default);
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
