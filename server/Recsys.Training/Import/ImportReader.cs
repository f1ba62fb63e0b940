using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import;

/// <summary>
/// Reads files of interactions, products or customers into a sink, in bounded memory, whatever the rows hold.
/// </summary>
public sealed class ImportReader
{
    private readonly InteractionMapping? _mapping;
    private readonly ImportOptions _options;

    /// <summary>Makes a reader.</summary>
    /// <param name="mapping">What the columns mean; null looks for columns with common names and says which it
    /// took.</param>
    /// <param name="options">How to read.</param>
    public ImportReader(InteractionMapping? mapping, ImportOptions? options = null)
    {
        _mapping = mapping;
        _options = options ?? ImportOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.BatchRows, 1);
    }

    /// <summary>
    /// Looks whether all files and columns are there, as <see cref="ReadAsync"/> does before it begins.
    /// </summary>
    /// <exception cref="ImportException">One is not.</exception>
    public void Check(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        CheckAll(files, []);
    }

    /// <summary>Reads files, one after the other, as one import.</summary>
    /// <exception cref="ImportException">A file or a column is not there, or the like: thrown before the sink gets
    /// anything.</exception>
    public async Task<ImportReport> ReadAsync(
        IReadOnlyList<string> files, IImportSink sink, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(sink);
        if (files.Count == 0) throw new ImportException("no file to import");
        var notes = new List<string>();
        var catalogue = new ImportCatalogue();
        var mappings = CheckAll(files, notes);
        catalogue.DescribesProducts = mappings.Exists(each => each is { Interactions: not null, Products: not null });
        catalogue.DescribesCustomers = mappings.Exists(each => each is { Interactions: not null, Customers: not null });

        using var run = new ImportRun(files, mappings, catalogue, sink, _options, progress);
        sink.Begin(catalogue);
        await run.ReadAsync(cancellation);
        catalogue.Finish(mappings.Find(mapping => mapping.Products is not null)?.Products);
        await sink.CompleteAsync(cancellation);
        run.Complete();
        return run.Report(notes);
    }

    /// <summary>
    /// Opens every file and binds its columns, so that what cannot work fails before anything is written.
    /// </summary>
    private List<InteractionMapping> CheckAll(IReadOnlyList<string> files, List<string> notes)
    {
        var mappings = new List<InteractionMapping>();
        foreach (string file in files)
        {
            var plain = _mapping is null ? RowSources.FindShape(file) : null;
            using var source = RowSources.Open(file, _mapping, plain);
            string name = Path.GetFileName(file);
            if (plain is not null) notes.Add($"{name}: {plain.Description}");
            var mapping = _mapping ?? CommonColumns.Find(name, source.Columns, notes) with { Plain = plain };
            _ = new BoundFile(name, mapping, source, new ImportCatalogue(), _options);
            mappings.Add(mapping);
        }
        return mappings;
    }
}
