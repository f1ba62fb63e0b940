using Recsys.Training.Import.Csv;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>Opens a file as rows, by what its first bytes say it is.</summary>
internal static class RowSources
{
    /// <exception cref="ImportException">The file is not there, or not what it should be.</exception>
    public static IRowSource Open(string path, InteractionMapping? mapping)
    {
        var stream = ImportStream.Open(path);
        return new CsvRowSource(stream, mapping?.Delimiter, mapping?.Header, CsvLimits.Default);
    }
}
