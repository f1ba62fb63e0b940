using Recsys.Pipeline.Interactions;
using Recsys.Storage.Errors;
using Recsys.Storage.Interactions;
using Recsys.Storage.Tests.Journal;

namespace Recsys.Storage.Tests.Interactions;

public sealed class InteractionStreamTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ResumeStreamAsync_AfterARestart_KnowsTheLastBatch(bool checkpoint)
    {
        UInt128 id;
        await using (var store = await OpenAsync())
        {
            using var stream = store.Interactions.OpenStream();
            id = stream.Id;
            Assert.Equal(0, stream.LastBatch);
            for (int batch = 1; batch <= 3; batch++) await stream.AppendAsync(batch, [Item(batch)]);
            if (checkpoint) await store.CheckpointAsync();
        }

        await using var again = await RecsysStore.OpenAsync(Samples.Options(_folder));
        using var resumed = await again.Interactions.ResumeStreamAsync(id, 1);

        Assert.Equal(checkpoint ? 0 : 7, again.Recovery.ReplayedRecords);
        Assert.Equal(3, resumed.LastBatch);
        var result = await resumed.AppendAsync(4, [Item(3), Item(4)]);
        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Accepted], result.Outcomes.Select(one => one.Status));
    }

    [Fact]
    public async Task ResumeStreamAsync_ForgottenStream_TakesTheCallersWordAndRemembersIt()
    {
        await using var store = await OpenAsync();
        var id = (UInt128)42;
        (await store.Interactions.ResumeStreamAsync(id, 17)).Dispose();
        using var resumed = await store.Interactions.ResumeStreamAsync(id, 5);
        Assert.Equal(17, resumed.LastBatch);
    }

    [Fact]
    public async Task AppendAsync_NothingRight_CountsAsABatch()
    {
        await using var store = await OpenAsync();
        using var stream = store.Interactions.OpenStream();
        var result = await stream.AppendAsync(1, [Item(1) with { ProductId = "unknown" }]);
        Assert.Equal(RejectionReasons.ProductNotFound, result.Outcomes[0].Reason);
        await stream.AppendAsync(2, []);
        Assert.Equal(2, (await store.Interactions.ResumeStreamAsync(stream.Id, 1)).LastBatch);
        Assert.Equal(0, store.Interactions.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task AppendAsync_WrongNumber_RefusedAndNothingTaken(long number)
    {
        await using var store = await OpenAsync();
        using var stream = store.Interactions.OpenStream();
        await stream.AppendAsync(1, [Item(1)]);
        await Assert.ThrowsAsync<StorageException>(() => stream.AppendAsync(number, [Item(2)]));
        Assert.Equal(1, store.Interactions.Count);
    }

    [Fact]
    public async Task AppendAsync_SomebodyElseGoesOn_Refused()
    {
        await using var store = await OpenAsync();
        using var old = store.Interactions.OpenStream();
        await old.AppendAsync(1, [Item(1)]);
        using var resumed = await store.Interactions.ResumeStreamAsync(old.Id, 1);

        await Assert.ThrowsAsync<StorageException>(() => old.AppendAsync(2, [Item(2)]));

        // The one before, when it ends at last, takes nothing from the one after it.
        old.Dispose();
        await resumed.AppendAsync(2, [Item(3)]);
        Assert.Equal(2, store.Interactions.Count);
    }

    [Fact]
    public async Task AppendAsync_DiskFullForOneBatch_NoneAfterItIsTaken()
    {
        var disk = new QuotaDevice.Disk();
        var options = Samples.Options(_folder) with
        {
            OpenJournalDevice = (path, faults) => new QuotaDevice(path, faults, disk),
        };
        await using var store = await OpenAsync(options);
        using var stream = store.Interactions.OpenStream();
        await stream.AppendAsync(1, [Item(1)]);
        disk.Full = true;
        await Assert.ThrowsAsync<StorageFullException>(() => stream.AppendAsync(2, [Item(2)]));
        disk.Full = false;

        await Assert.ThrowsAsync<StorageException>(() => stream.AppendAsync(3, [Item(3)]));

        using var resumed = await store.Interactions.ResumeStreamAsync(stream.Id, 1);
        Assert.Equal(1, resumed.LastBatch);
        await resumed.AppendAsync(2, [Item(2)]);
        Assert.Equal(2, store.Interactions.Count);
    }

    [Fact]
    public async Task AppendAsync_BatchOfSeveralCommits_IsMarkedWithTheLast()
    {
        var disk = new QuotaDevice.Disk();
        var options = Samples.Options(_folder) with
        {
            DuplicateWindow = 1 << 17,
            OpenJournalDevice = (path, faults) => new QuotaDevice(path, faults, disk),
        };
        string padding = new('x', 110);
        var items = Enumerable.Range(0, 60_000).Select(i => Item(i) with { Id = $"{i}{padding}", SessionId = padding })
            .ToList();
        await using var store = await OpenAsync(options);
        using var stream = store.Interactions.OpenStream();
        disk.Free = 12 << 20;
        await Assert.ThrowsAsync<StorageFullException>(() => stream.AppendAsync(1, items));
        Assert.InRange(store.Interactions.Count, 1, items.Count - 1);
        disk.Full = false;

        using var again = store.Interactions.OpenStream();
        await again.AppendAsync(1, items);
        Assert.Equal(items.Count, store.Interactions.Count);
        Assert.Equal(1, (await store.Interactions.ResumeStreamAsync(again.Id, 1)).LastBatch);
    }

    private static Interaction Item(int number) => Samples.Interaction(number);

    private async Task<RecsysStore> OpenAsync(StorageOptions? options = null)
    {
        var store = await RecsysStore.OpenAsync(options ?? Samples.Options(_folder));
        await store.Products.CreateAsync(Samples.Product(0));
        return store;
    }
}
