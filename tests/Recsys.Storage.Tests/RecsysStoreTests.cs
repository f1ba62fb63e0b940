using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests;

public class RecsysStoreTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_AfterClose_FindsEverything(bool checkpoint)
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CheckpointOnClose = checkpoint };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            Assert.Equal(WriteOutcome.Created, (await store.Products.CreateAsync(Samples.Product(0))).Outcome);
            Assert.Equal(WriteOutcome.Created, (await store.Customers.CreateAsync(new() { Id = "ann" })).Outcome);
            var result = await store.Interactions.AppendAsync([Samples.Interaction(1), Samples.Interaction(2)]);
            Assert.All(result.Outcomes, outcome => Assert.Equal(AppendStatus.Accepted, outcome.Status));
        }

        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal(checkpoint ? 0 : 4, again.Recovery.ReplayedRecords);
        Assert.Empty(again.Recovery.Warnings);
        Assert.Equal("Product 0", (await again.Products.GetAsync("product-0"))?.Value.Title);
        Assert.True(again.Products.Columns.TryGetRow("product-0", out int row));
        Assert.NotNull(await again.Customers.GetAsync("ann"));
        var history = await again.Histories.ReadAsync("ann");
        Assert.Equal(2, history!.TotalCount);
        Assert.Equal([row], history.PurchasedRows);
        var duplicate = await again.Interactions.AppendAsync([Samples.Interaction(2)]);
        Assert.Equal(AppendStatus.Duplicate, duplicate.Outcomes[0].Status);
        Assert.Equal(2, again.Statistics.Interactions);
    }
}
