using Recsys.Pipeline.Catalogue;

namespace Recsys.Training.Import;

/// <summary>
/// Where an import's rows go. The calls come from one reader, one at a time; what was added is the sink's to keep or to
/// write at the next <see cref="FlushAsync"/>.
/// </summary>
public interface IImportSink
{
    /// <summary>Called once, before the first row, when all files and columns are known to be there.</summary>
    /// <param name="catalogue">Names behind the rows' numbers, and what the rows say of products and customers.</param>
    void Begin(ImportCatalogue catalogue);

    /// <summary>Takes an interaction.</summary>
    void Add(in ImportedInteraction interaction);

    /// <summary>Takes a row of a file of products.</summary>
    void Add(Product product);

    /// <summary>Takes a row of a file of customers.</summary>
    void Add(Customer customer);

    /// <summary>Called after every batch of rows: the moment to write.</summary>
    ValueTask FlushAsync(CancellationToken cancellation);

    /// <summary>Called after the last row, when what the catalogue says of products and customers is final.</summary>
    ValueTask CompleteAsync(CancellationToken cancellation);
}
