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
    /// <exception cref="ImportException">A file cannot be read whole, or holds no interaction that a rule lets through.</exception>
    public static async Task<InteractionFileTable> ReadAsync(
        IReadOnlyList<string> files, InteractionMapping? mapping, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var sink = new TableSink();
        var report = await new ImportReader(mapping, options).ReadAsync(files, sink, progress, cancellation).ConfigureAwait(false);
        if (report.Damage is { } damage) throw new ImportException(damage);
        var table = sink.Build();
        if (table.Count == 0)
            throw new ImportException($"no interactions with a customer in {string.Join(", ", files.Select(Path.GetFileName))}: "
                + $"{report.Rows} rows read, {report.Dropped.Values.Sum()} dropped by rules, {report.Rejected.Values.Sum()} rejected");
        return new InteractionFileTable(table, report);
    }
}
