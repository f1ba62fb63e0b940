using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Tests.Checkpoints;

/// <summary>Records nobody changes are carried along by compaction, again and again, to their last byte.</summary>
public class CompactedRecordTests
{
    private const int Products = 48, Idle = 1500, Busy = 2000, Rounds = 40;

    [Fact]
    public async Task CheckpointAsync_RecordsThatStepsEndIn_AreCarriedWhole()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CompactFromBytes = 1 << 20 };
        await using var store = await RecsysStore.OpenAsync(options);
        Product[] products = [.. Enumerable.Range(0, Products).Select(Samples.Product)];
        await store.Products.UpsertManyAsync(products);
        int number = 0;
        // Whatever a step leaves out of a record's end is missed: the rows bought lie there.
        for (int product = 0; product < Products; product++)
            await AppendAsync(store, Idle, customer => $"idle-{customer}", product);
        for (int round = 0; round < Rounds; round++)
        {
            await AppendAsync(store, Busy, customer => $"busy-{customer}", round % Products);
            await store.CheckpointAsync();
        }
        // Nothing of the idle ones is where it was written first.
        Assert.True(StateLogTests.Read(folder, Rounds).Histories.Begin > Idle * Products * 30L);
        for (int customer = 0; customer < Idle; customer++)
        {
            var history = await store.Histories.ReadAsync($"idle-{customer}");
            Assert.Equal(Enumerable.Range(0, Products), history!.PurchasedRows.Order());
            Assert.Equal(Enumerable.Range(0, Products), history.Events.Select(item => item.ProductRow));
        }

        Task AppendAsync(RecsysStore to, int customers, Func<int, string> id, int product)
        {
            Interaction[] items = [.. Enumerable.Range(0, customers)
                .Select(customer => Samples.Interaction(number++, id(customer), product))];
            return to.Interactions.AppendAsync(items);
        }
    }
}
