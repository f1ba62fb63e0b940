using Recsys.Storage.Catalogue;
using Recsys.Storage.Tests.Histories;

namespace Recsys.Storage.Tests.Model;

/// <summary>Compares all that can be read of a store with what the model says.</summary>
internal static class StoreComparison
{
    public static async Task CompareAsync(StoreModel model, RecsysStore store)
    {
        await CompareRecordsAsync(
            model.Products, store.Products, product => product.Id, product => product.Title);
        await CompareRecordsAsync(
            model.Customers, store.Customers, customer => customer.Id, customer => customer.DisplayName);

        Assert.Equal(model.Rows.Count, store.Products.Columns.Count);
        foreach (var (id, row) in model.Rows)
        {
            Assert.Equal(id, store.Products.Columns[row]!.Id);
            Assert.Equal(!model.Products.Texts.ContainsKey(id), store.Products.Columns[row]!.Deleted);
        }
        await CompareHistoriesAsync(model, store);
        await CompareJournalAsync(model, store);
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
            HistoryLayoutTests.AssertSame(history, await store.Histories.ReadAsync(id));
        for (int i = 0; i < 4; i++)
        {
            string id = $"customer-{i}";
            if (!model.CustomerHistories.ContainsKey(id)) Assert.Null(await store.Histories.ReadAsync(id));
        }
        foreach (var (id, history) in model.SessionHistories)
        {
            if (!model.ErasedSessions.Contains(id))
                HistoryLayoutTests.AssertSame(history, await store.Histories.ReadSessionAsync(id));
        }
        Assert.Equal(model.CustomerHistories.Count + model.SessionHistories.Count, store.Statistics.Histories);
    }

    private static async Task CompareJournalAsync(StoreModel model, RecsysStore store)
    {
        Assert.Equal(model.Journal.Count, store.Interactions.Count);
        Assert.Equal(
            model.Journal.Count == 0 ? 0 : model.Journal.Max(item => item.TimeMs), store.Interactions.LatestMs);
        Assert.Equal(store.Interactions.DurablePosition, store.Interactions.AppliedPosition);
        int at = 0;
        long middle = 0;
        await foreach (var item in store.Interactions.ReadAllAsync())
        {
            Assert.Equal(model.Journal[at++], item.Interaction);
            if (at == model.Journal.Count / 2) middle = item.NextPosition;
        }
        Assert.Equal(model.Journal.Count, at);
        if (middle == 0) return;
        at = model.Journal.Count / 2;
        await foreach (var item in store.Interactions.ReadAllAsync(middle))
            Assert.Equal(model.Journal[at++], item.Interaction);
        Assert.Equal(model.Journal.Count, at);
    }
}
