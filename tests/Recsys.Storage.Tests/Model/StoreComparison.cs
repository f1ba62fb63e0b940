using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Storage.Reading;
using Recsys.Storage.Tests.Features;

namespace Recsys.Storage.Tests.Model;

/// <summary>Compares all that can be read of a store with what the model says.</summary>
internal static class StoreComparison
{
    public static async Task CompareAsync(StoreModel model, RecsysStore store, string folder)
    {
        await CompareRecordsAsync(
            model.Products, store.Products, product => product.Id, product => product.Title);
        await CompareRecordsAsync(
            model.Customers, store.Customers, customer => customer.Id, customer => customer.DisplayName);

        Assert.Equal(model.Rows.Count, store.Products.Columns.Count);
        foreach (var (id, row) in model.Rows)
        {
            Assert.Equal(id, store.Products.Columns.IdOf(row));
            Assert.Equal(!model.Products.Texts.ContainsKey(id), store.Products.Columns[row].Deleted);
        }
        await CompareHistoriesAsync(model, store);
        await CompareJournalAsync(model, store);
        CompareReader(model, store, folder);
    }

    // Beside the open store, whatever checkpoints are being written.
    private static void CompareReader(StoreModel model, RecsysStore store, string folder)
    {
        using var reader = StoreReader.Open(folder);
        Assert.Equal(store.Interactions.DurablePosition, reader.EndPosition);
        Assert.Equal(
            model.Customers.Texts, reader.CustomerCountries.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        var columns = store.Products.Columns;
        Assert.Equal(columns.Count, reader.Products.Count);
        for (int row = 0; row < columns.Count; row++)
        {
            Assert.Equal(columns.At(row).Deleted, reader.Products.At(row).Deleted);
            var (one, other) = (columns.ProductAt(row)!, reader.Products.ProductAt(row)!);
            Assert.Equal(
                (one.Id, one.Title, one.CreatedMs, one.UpdatedMs),
                (other.Id, other.Title, other.CreatedMs, other.UpdatedMs));
        }
        var read = new List<Interaction>();
        reader.ReadInteractions(read.Add);
        int cut = model.Ends.Count(end => end <= reader.BeginPosition);
        Assert.Equal(model.Journal[cut..], read);
    }

    private static async Task CompareRecordsAsync<T>(
        ModelRecords model, RecordCatalogue<T> stored, Func<T, string> idOf, Func<T, string> textOf)
        where T : class
    {
        var listed = await stored.ListAsync("", 100);
        Assert.Equal(
            model.Texts.Select(pair => (pair.Key, pair.Value, model.EtagOf(pair.Key))),
            listed.Items.Select(item => (idOf(item.Value), textOf(item.Value), item.Etag)));
        Assert.Equal(model.Texts.Count, stored.Count);
    }

    private static async Task CompareHistoriesAsync(StoreModel model, RecsysStore store)
    {
        foreach (var (id, history) in model.CustomerHistories)
            RecordHistoryTests.AssertSame(history, await store.Histories.ReadAsync(id));
        for (int i = 0; i < 4; i++)
        {
            string id = $"customer-{i}";
            if (!model.CustomerHistories.ContainsKey(id)) Assert.Null(await store.Histories.ReadAsync(id));
        }
        foreach (string id in model.Sessions)
        {
            var found = await store.Histories.ReadSessionAsync(id);
            if (model.SessionHistories.TryGetValue(id, out var history)) RecordHistoryTests.AssertSame(history, found);
            else Assert.Null(found);
            AssertSame(model.Features.Session(id), await store.Features.ReadSessionAsync(id));
        }
        for (int i = 0; i < 4; i++)
        {
            string id = $"customer-{i}";
            AssertSame(model.Features.Customer(id), await store.Features.ReadCustomerAsync(id));
        }
        foreach (int row in model.Rows.Values)
            AssertSame(model.Features.Product(row), await store.Features.ReadProductAsync(row));
        Assert.Equal(model.CustomerHistories.Count + model.SessionsBegun, store.Statistics.Histories);
    }

    private static void AssertSame(OnlineFeatureSet? expected, OnlineFeatureSet? actual) =>
        Assert.Null(OnlineFeatureSet.Difference(expected, actual));

    private static async Task CompareJournalAsync(StoreModel model, RecsysStore store)
    {
        Assert.Equal(model.Journal.Count, store.Interactions.Count);
        Assert.Equal(
            model.Journal.Count == 0 ? 0 : model.Journal.Max(item => item.TimeMs), store.Interactions.LatestMs);
        Assert.Equal(store.Interactions.DurablePosition, store.Interactions.AppliedPosition);
        int read = await ReadAsync(model, store, 0);
        int cut = model.Journal.Count - read;
        Assert.Equal(model.Ends.Count(end => end <= store.Statistics.JournalBeginPosition), cut);
        if (read > 1) Assert.Equal(read / 2, await ReadAsync(model, store, model.Ends[^(read / 2 + 1)]));
    }

    // Whatever is read is the end of the journal.
    private static async Task<int> ReadAsync(StoreModel model, RecsysStore store, long from)
    {
        var read = new List<JournalledInteraction>();
        await foreach (var item in store.Interactions.ReadAllAsync(from)) read.Add(item);
        int first = model.Journal.Count - read.Count;
        for (int i = 0; i < read.Count; i++)
        {
            Assert.Equal(model.Journal[first + i], read[i].Interaction);
            if (first + i == model.Ends.Count) model.Ends.Add(read[i].NextPosition);
            Assert.Equal(model.Ends[first + i], read[i].NextPosition);
        }
        return read.Count;
    }
}
