using Recsys.Pipeline.Catalogue;

namespace Recsys.Training.Import;

/// <summary>Takes everything and keeps nothing: what a dry run writes to.</summary>
internal sealed class NoSink : IImportSink
{
    public void Begin(ImportCatalogue catalogue)
    {
    }

    public void Add(in ImportedInteraction interaction)
    {
    }

    public void Add(Product product)
    {
    }

    public void Add(Customer customer)
    {
    }

    public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask CompleteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
