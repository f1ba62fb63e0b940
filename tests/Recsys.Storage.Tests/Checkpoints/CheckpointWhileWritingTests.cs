using Recsys.Pipeline.Features;
using Recsys.Storage.Tests.Features;

namespace Recsys.Storage.Tests.Checkpoints;

/// <summary>
/// Checkpoints are written while the writer goes on: each must hold exactly what came before its moment.
/// </summary>
public class CheckpointWhileWritingTests
{
    private const int Customers = 300;

    [Fact]
    public async Task CheckpointAsync_WhileWriting_EveryOneHoldsExactlyItsMoment()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CheckpointsKept = 16 };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 10).Select(Samples.Product)]);
            int next = 0;
            for (int round = 0; round < 8; round++)
            {
                var checkpoint = store.CheckpointAsync();
                do
                {
                    await store.Interactions.AppendAsync([.. Enumerable.Range(0, 500)
                        .Select(_ => Samples.Interaction(next, $"c{next * 7919 % Customers}", next++ % 10))]);
                    await store.Products.UpdateAsync(Samples.Product(next % 10) with { Title = $"title {next}" });
                }
                while (!checkpoint.IsCompleted);
                await checkpoint;
            }
        }

        using var bare = folder.Copy();
        Directory.Delete(Path.Combine(bare.Path, "checkpoints"), recursive: true);
        Directory.Delete(Path.Combine(bare.Path, "state"), recursive: true);
        await using var replayed = await RecsysStore.OpenAsync(Samples.Options(bare));

        // From the newest to the oldest: each, with the journal after it, makes what the whole journal makes.
        for (int newest = 8; newest > 0; newest--)
        {
            await using (var store = await RecsysStore.OpenAsync(options with { CheckpointOnClose = false }))
            {
                Assert.Empty(store.Recovery.Warnings);
                Assert.Equal($"{newest:D8}", store.Recovery.CheckpointUsed);
                Assert.Equal(replayed.Statistics.Interactions, store.Statistics.Interactions);
                await AssertSameAsync(replayed, store);
            }
            File.Delete(Path.Combine(folder.Path, "checkpoints", $"{newest:D8}.checkpoint"));
        }
    }

    private static async Task AssertSameAsync(RecsysStore expected, RecsysStore actual)
    {
        for (int i = 0; i < Customers; i++)
        {
            UserHistory? history = await expected.Histories.ReadAsync($"c{i}");
            RecordHistoryTests.AssertSame(history!, await actual.Histories.ReadAsync($"c{i}"));
        }
        for (int i = 0; i < 10; i++)
        {
            var product = await expected.Products.GetAsync($"product-{i}");
            Assert.Equal((product!.Etag, product.Value.Title), ((await actual.Products.GetAsync($"product-{i}"))!.Etag,
                actual.Products.Columns[i].ToProduct().Title));
        }
    }
}
