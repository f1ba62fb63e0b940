namespace Recsys.Training.Import.Plain;

/// <summary>How a text file that came without a mapping is written, where that is not a CSV with a header.</summary>
/// <param name="Kind">How a line is read.</param>
/// <param name="Separator">Between fields; a space stands for spaces and tabs.</param>
/// <param name="Columns">Names of the columns, as <see cref="CommonColumns"/> knows them.</param>
internal sealed record PlainShape(PlainShape.LineKind Kind, byte Separator, IReadOnlyList<string> Columns)
{
    /// <summary>How a line is read.</summary>
    public enum LineKind
    {
        /// <summary>A row of CSV; the first line is data already.</summary>
        CsvWithoutHeader,
        /// <summary>One row with separators that may be repeated: 1::2::5.</summary>
        Fields,
        /// <summary>A customer and products in order, each of them one row: user item item item.</summary>
        List,
    }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; init; }

    /// <summary>What was taken for what, in a few words.</summary>
    public string Description => Kind == LineKind.List
        ? "one customer a line with products in order"
        : HasHeader ? "fields split by spaces" : $"no header line; columns taken as {string.Join(", ", Columns)}";
}
