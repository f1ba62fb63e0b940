using Recsys.Storage;

namespace Recsys.Training.Import;

/// <summary>Imports files into a store.</summary>
public static class StoreImport
{
    /// <summary>
    /// Reads files and writes their products, customers and interactions. Interactions without ids of their own get ids
    /// made of their content and row, so that importing a file again, or its longer successor, writes what is new and
    /// no more, as far back as the store remembers ids (<see cref="StorageOptions.DuplicateWindow"/>).
    /// </summary>
    /// <param name="store">Where to.</param>
    /// <param name="files">CSV (plain or gzip) or Parquet files of the same columns.</param>
    /// <param name="mapping">What the columns mean; null looks for common names.</param>
    /// <param name="options">How to read.</param>
    /// <param name="progress">Told after every batch of rows, then of customers; may be null.</param>
    /// <param name="cancellation">Ends the import at a whole batch; importing again goes on where it ended.</param>
    /// <exception cref="ImportException">A file or column is not there; nothing was written.</exception>
    public static async Task<StoreImportReport> RunAsync(
        RecsysStore store, IReadOnlyList<string> files, InteractionMapping? mapping, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        options ??= ImportOptions.Default;
        long startedAt = options.Clock.GetTimestamp();
        var sink = new StoreImportSink(store, options.Clock, progress);
        var rows = await new ImportReader(mapping, options).ReadAsync(files, sink, progress, cancellation);
        return new StoreImportReport
        {
            Rows = rows,
            Written = sink.Written,
            Duplicates = sink.Duplicates,
            Refused = sink.Refused,
            Products = sink.ProductsWritten,
            Customers = sink.CustomersWritten,
            Duration = options.Clock.GetElapsedTime(startedAt),
        };
    }

    /// <summary>Reads files and counts what an import of them would take, without a store.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    /// <exception cref="ImportException">A file or column is not there.</exception>
    public static async Task<StoreImportReport> DryRunAsync(
        IReadOnlyList<string> files, InteractionMapping? mapping, ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var rows = await new ImportReader(mapping, options).ReadAsync(files, new NoSink(), progress, cancellation);
        return new StoreImportReport
        {
            Rows = rows,
            Written = 0,
            Duplicates = 0,
            Refused = new Dictionary<string, long>(),
            Products = 0,
            Customers = 0,
            Duration = rows.Duration,
        };
    }
}
