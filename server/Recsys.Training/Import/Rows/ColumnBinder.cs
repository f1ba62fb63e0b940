using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>Finds the columns a mapping names in one file, and says clearly when one is not there.</summary>
internal sealed class ColumnBinder
{
    private const int ShownColumns = 30;
    private readonly string _file;
    private readonly InteractionMapping _mapping;
    private readonly IRowSource _source;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _twice = new(StringComparer.Ordinal);

    public ColumnBinder(string file, InteractionMapping mapping, IRowSource source)
    {
        _file = file;
        _mapping = mapping;
        _source = source;
        for (int i = 0; i < source.Columns.Count; i++)
            if (!_columns.TryAdd(source.Columns[i], i)) _twice.Add(source.Columns[i]);
    }

    /// <summary>The column's number, or −1 when the mapping names none.</summary>
    /// <exception cref="ImportException">The file has no such column, or two.</exception>
    public int Bind(string? column)
    {
        if (column is null) return -1;
        if (_twice.Contains(column)) throw new ImportException($"{_file}: two columns are named '{column}'");
        return _columns.TryGetValue(column, out int at) ? at : throw Missing(column);
    }

    /// <summary>The column's number and how to read its times.</summary>
    public (int Column, TimePattern? Pattern) Bind(TimeColumn? time)
    {
        if (time is null) return (-1, null);
        int column = Bind(time.Column);
        if (_source.IsUnixMs(column)) return (column, TimePattern.UnixMs);
        return TimePattern.TryCreate(time, out var pattern, out string problem)
            ? (column, pattern)
            : throw new ImportException($"{_mapping.Name}: {problem}");
    }

    private ImportException Missing(string column)
    {
        var present = _source.Columns.Take(ShownColumns).Select(Shorten);
        string more = _source.Columns.Count > ShownColumns ? $" and {_source.Columns.Count - ShownColumns} more" : "";
        return new ImportException(
            $"{_file}: column '{column}', which {_mapping.Name} names, is not there; "
            + $"there are: {string.Join(", ", present)}{more}{DelimiterHint()}");
    }

    private static string Shorten(string column) => column.Length <= 80 ? column : column[..80] + "…";

    private string DelimiterHint()
    {
        if (_source.Delimiter is not { } delimiter || _source.Columns.Count > 1) return "";
        foreach (char other in ",;\t|")
            if (other != delimiter && _source.Columns[0].Contains(other))
                return $". The file is split at '{Show(delimiter)}' but looks split by '{Show(other)}': "
                    + $"set \"delimiter\": \"{Show(other)}\" in the mapping";
        return "";
    }

    private static string Show(char delimiter) => delimiter == '\t' ? "\\t" : delimiter.ToString();
}
