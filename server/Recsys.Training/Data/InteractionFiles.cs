using Recsys.Training.Import;

namespace Recsys.Training.Data;

/// <summary>Makes tables of files.</summary>
public static class InteractionFiles
{
    /// <summary>Reads interactions from files, with what their rows say of products and customers.</summary>
    /// <param name="files">CSV (plain or gzip) or Parquet files of the same columns.</param>
    /// <param name="mapping">What the columns mean; null looks for common names.</param>
    /// <param name="options">How to read.</param>
    /// <param name="progress">Told after every batch; may be null.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ImportException">A file cannot be read whole, or holds no interaction that a rule lets
    /// through.</exception>
    public static async Task<InteractionFileTable> ReadAsync(
        IReadOnlyList<string> files, InteractionMapping? mapping, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var sink = new TableSink();
        var report = await new ImportReader(mapping, options).ReadAsync(files, sink, progress, cancellation);
        if (report.Damage is { } damage) throw new ImportException(damage);
        var table = sink.Build();
        return table.Count > 0 ? new InteractionFileTable(table, report) : throw Empty(files, report);
    }

    private static ImportException Empty(IReadOnlyList<string> files, ImportReport report)
    {
        string names = string.Join(", ", files.Select(Path.GetFileName));
        long dropped = report.Dropped.Values.Sum(), rejected = report.Rejected.Values.Sum();
        return new ImportException($"no interactions with a customer in {names}: "
            + $"{report.Rows} rows read, {dropped} dropped by rules, {rejected} rejected");
    }
}
