using Recsys.Storage.Errors;
using Recsys.Storage.State;
using Recsys.Storage.Tests.Journal;

namespace Recsys.Storage.Tests.Checkpoints;

/// <summary>The state in little memory, and on a disk that fails.</summary>
public class StateMemoryTests
{
    [Theory]
    [InlineData(12L << 20)]
    [InlineData(192L << 20)]
    [InlineData(3L << 30)]
    [InlineData(1L << 40)]
    public void Division_OfAnyMemory_StaysWithinIt(long bytes)
    {
        var memory = new StateMemory(bytes, pageBits: 20);
        Assert.InRange((1L << memory.LogBits) + memory.IndexBytes, bytes / 2, bytes);
        Assert.InRange(memory.IndexBytes, bytes / 16, bytes / 8);
    }

    [Fact]
    public async Task AppendAsync_ManyMoreCustomersThanFit_StaysWithinMemoryAndServesAll()
    {
        using var folder = new TempFolder();
        const int customers = 40_000;
        var options = Samples.Options(folder) with { MemoryBytes = 256 << 20 };
        await using (var store = await RecsysStore.OpenAsync(options with { MemoryBytes = 16 << 20 }))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            for (int round = 0; round < 3; round++)
            {
                await store.Interactions.AppendAsync([.. Enumerable.Range(0, customers)
                    .Select(i => Samples.Interaction((round * customers) + i, $"c{i}"))]);
                await store.CheckpointAsync();
                Assert.InRange(store.Statistics.StateMemoryBytes, 1, 16 << 20);
            }
            // More than twice what there is memory for: the first ones were changed longest ago and lie on disk.
            Assert.True(store.Statistics.StateLogBytes > 24 << 20);
            await AssertEveryoneAsync(store, customers, 3);
        }
        // More memory, then little again.
        await using (var roomy = await RecsysStore.OpenAsync(options))
        {
            await AssertEveryoneAsync(roomy, customers, 3);
            await roomy.Interactions.AppendAsync([Samples.Interaction(-1)]);
            await roomy.CheckpointAsync();
        }
        await using var again = await RecsysStore.OpenAsync(options with { MemoryBytes = 16 << 20 });
        Assert.Empty(again.Recovery.Warnings);
        await AssertEveryoneAsync(again, customers, 3);
    }

    [Theory]
    [InlineData(28, typeof(StorageFullException))]
    [InlineData(5, typeof(StorageException))]
    public async Task AppendAsync_StateCannotBeWritten_RefusesAndGoesOnByItself(int error, Type expected)
    {
        using var folder = new TempFolder();
        var disk = new FailingDisk(error);
        var options = Samples.Options(folder) with
        {
            OpenStateDevice = (path, faults) => new FailingStateDevice(path, faults, disk),
        };
        long accepted = 0;
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            int next = 0;
            async Task AppendAsync()
            {
                var items = Enumerable.Range(0, 500).Select(_ => Samples.Interaction(next++, $"c{next % 200}"));
                accepted += (await store.Interactions.AppendAsync([.. items])).Outcomes.Count;
            }
            await AppendAsync();
            await store.CheckpointAsync();

            disk.Fails = true;
            await AppendAsync();
            Assert.IsType(expected, await Record.ExceptionAsync(() => store.CheckpointAsync()));
            Assert.IsType(expected, await Record.ExceptionAsync(AppendAsync));
            Assert.IsType(expected, await Record.ExceptionAsync(() => store.CheckpointAsync()));
            Assert.NotNull(store.CheckpointFailure);
            // Reads go on.
            Assert.Equal(5, (await store.Histories.ReadAsync("c7"))!.TotalCount);
            Assert.NotNull(await store.Products.GetAsync("product-0"));

            disk.Fails = false;
            while (await Record.ExceptionAsync(AppendAsync) is { } refusal) Assert.IsType(expected, refusal);
            await store.CheckpointAsync();
            Assert.Null(store.CheckpointFailure);
        }
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Empty(again.Recovery.Warnings);
        Assert.Equal(0, again.Recovery.ReplayedRecords);
        Assert.Equal(accepted, again.Interactions.Count);
    }

    [Fact]
    public async Task DisposeAsync_StateCannotBeWritten_ClosesAndTheNextStartReplays()
    {
        using var folder = new TempFolder();
        var disk = new FailingDisk(28);
        var options = Samples.Options(folder) with
        {
            CheckpointOnClose = true,
            OpenStateDevice = (path, faults) => new FailingStateDevice(path, faults, disk),
        };
        var store = await RecsysStore.OpenAsync(options);
        await store.Products.CreateAsync(Samples.Product(0));
        await store.Interactions.AppendAsync([Samples.Interaction(1)]);
        disk.Fails = true;
        await store.DisposeAsync();
        Assert.IsType<StorageFullException>(store.CheckpointFailure);

        disk.Fails = false;
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal(2, again.Recovery.ReplayedRecords);
        Assert.Equal(1, again.Interactions.Count);
    }

    private static async Task AssertEveryoneAsync(RecsysStore store, int customers, int events)
    {
        for (int i = 0; i < customers; i += 7)
            Assert.Equal(events, (await store.Histories.ReadAsync($"c{i}"))!.TotalCount);
    }
}
