using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;

namespace Recsys.Synthetic;

/// <summary>
/// Fills a store by its bulk calls and leaves it closed with a checkpoint, so that it opens without a replay. The next
/// batch is made while the store writes the one before.
/// </summary>
internal sealed class StoreStep(ShopMaking shop)
{
    private const int InteractionBatch = 50_000;
    private const int ReportEvery = 4;

    public async Task WriteAsync(string folder, EventTable events)
    {
        var options = new StorageOptions
        {
            Directory = folder,
            // One checkpoint at the end: those on the way would be written for nothing.
            CheckpointEveryBytes = 1L << 40,
        };
        await using var store = await RecsysStore.OpenAsync(options, cancellation: shop.Cancellation);
        await WriteManyAsync("products", shop.Shape.Products, shop.Products.Product, store.Products.UpsertManyAsync);
        await WriteManyAsync("customers", shop.Shape.Customers, Customer, store.Customers.UpsertManyAsync);
        await AppendAsync(store, events);
        shop.Report("checkpoint", 0);
        await store.CheckpointAsync(shop.Cancellation);
        shop.Report("checkpoint", 1);
    }

    private Customer Customer(int customer) => new()
    {
        Id = Names.Customer(customer),
        Country = HistoryLaw.Countries[shop.Histories.CountryOf(customer)],
    };

    private async Task WriteManyAsync<T>(
        string stage, int count, Func<int, T> make,
        Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<WriteResult<T>>>> write)
        where T : class
    {
        Task<IReadOnlyList<WriteResult<T>>>? writing = null;
        for (int from = 0, batch = 0; from < count; from += StorageLimits.RecordsPerUpsert, batch++)
        {
            shop.Cancellation.ThrowIfCancellationRequested();
            if (batch % ReportEvery == 0) shop.Report(stage, (double)from / count);
            var records = new T[Math.Min(StorageLimits.RecordsPerUpsert, count - from)];
            for (int i = 0; i < records.Length; i++) records[i] = make(from + i);
            if (writing is not null) RequireWritten(stage, await writing);
            writing = write(records, shop.Cancellation);
        }
        RequireWritten(stage, await writing!);
        shop.Report(stage, 1, $"{count}");
    }

    private async Task AppendAsync(RecsysStore store, EventTable events)
    {
        const string Stage = "interactions";
        Task<AppendResult>? writing = null;
        for (int from = 0, batch = 0; from < events.Count; from += InteractionBatch, batch++)
        {
            shop.Cancellation.ThrowIfCancellationRequested();
            if (batch % ReportEvery == 0) shop.Report(Stage, (double)from / events.Count);
            var items = new Interaction[Math.Min(InteractionBatch, events.Count - from)];
            for (int i = 0; i < items.Length; i++) items[i] = Interaction(events, from + i);
            if (writing is not null) RequireAccepted(await writing);
            writing = store.Interactions.AppendAsync(items, shop.Cancellation);
        }
        RequireAccepted(await writing!);
        shop.Report(Stage, 1, $"{events.Count}");
    }

    private Interaction Interaction(EventTable events, int position)
    {
        int customer = events.Customer(position);
        var what = events.At(position);
        return new Interaction
        {
            Id = Names.Interaction(position),
            CustomerId = Names.Customer(customer),
            ProductId = Names.Product(what.ProductRow),
            Type = what.Type,
            TimeMs = what.TimeMs,
            Price = what.Price,
            Quantity = what.Quantity,
            Value = what.Type == InteractionType.Rating ? 3 + (position % 3) : 0,
            Country = HistoryLaw.Countries[shop.Histories.CountryOf(customer)],
        };
    }

    private static void RequireWritten<T>(string stage, IReadOnlyList<WriteResult<T>> results)
        where T : class
    {
        foreach (var result in results)
            if (!result.Written)
                throw new SyntheticException(
                    $"The store took not all {stage}: {result.Violation?.Field} {result.Violation?.Problem}.");
    }

    private static void RequireAccepted(AppendResult result)
    {
        foreach (var outcome in result.Outcomes)
            if (outcome.Status != AppendStatus.Accepted)
                throw new SyntheticException(
                    $"The store took not all interactions: {outcome.Status} {outcome.Reason}.");
    }
}
