using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Tests.Erasure;

public sealed class CustomerErasureTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RecsysStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await RecsysStore.OpenAsync(Samples.Options(_folder));
        await _store.Products.UpsertManyAsync([.. Enumerable.Range(0, 3).Select(Samples.Product)]);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task EraseAsync_KnownCustomer_LeavesInteractionsOfNobody()
    {
        await _store.Customers.CreateAsync(new Customer { Id = "ann", DisplayName = "Ann" });
        await _store.Interactions.AppendAsync([Act(1, "ann"), Act(2, "bob")]);

        var result = await _store.Customers.EraseAsync("ann");

        Assert.Equal(WriteOutcome.Deleted, result.Outcome);
        Assert.Equal(_store.Interactions.AppliedPosition, result.JournalPosition);
        Assert.InRange(result.TimeMs, Samples.StartMs, long.MaxValue);
        Assert.Null(await _store.Customers.GetAsync("ann"));
        Assert.Empty((await _store.Customers.ListAsync("", 10)).Items);
        Assert.Null(await _store.Histories.ReadAsync("ann"));
        Assert.Equal(1, (await _store.Histories.ReadAsync("bob"))!.TotalCount);
        Assert.Equal([OfNobody(Act(1, "ann")), Act(2, "bob")], await ReadAllAsync(_store));
        Assert.Equal(2, _store.Interactions.Count);
    }

    [Fact]
    public async Task EraseAsync_OneWhoOnlyActed_ErasesOnce()
    {
        await _store.Interactions.AppendAsync([Act(1, "ann")]);
        Assert.Equal(WriteOutcome.NotFound, (await _store.Customers.EraseAsync("bob")).Outcome);
        Assert.Equal(WriteOutcome.Deleted, (await _store.Customers.EraseAsync("ann")).Outcome);
        Assert.Equal(WriteOutcome.NotFound, (await _store.Customers.EraseAsync("ann")).Outcome);
        Assert.Equal(WriteOutcome.Invalid, (await _store.Customers.EraseAsync("a\nb")).Outcome);
        Assert.Equal(1, _store.Statistics.Histories);
    }

    [Fact]
    public async Task EraseAsync_WithEtag_ErasesOnlyThatRecord()
    {
        await _store.Interactions.AppendAsync([Act(1, "ann")]);
        Assert.Equal(WriteOutcome.EtagMismatch, (await _store.Customers.EraseAsync("ann", "1")).Outcome);
        var created = await _store.Customers.CreateAsync(new Customer { Id = "ann" });
        var updated = await _store.Customers.UpdateAsync(new Customer { Id = "ann" });
        Assert.Equal(
            WriteOutcome.EtagMismatch, (await _store.Customers.EraseAsync("ann", created.Stored!.Etag)).Outcome);
        Assert.Equal(WriteOutcome.Deleted, (await _store.Customers.EraseAsync("ann", updated.Stored!.Etag)).Outcome);
        var again = await _store.Customers.CreateAsync(new Customer { Id = "ann" });
        Assert.DoesNotContain(again.Stored!.Etag, new[] { created.Stored.Etag, updated.Stored.Etag });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task OpenAsync_AfterAnErasure_KnowsOnlyTheNewcomer(bool checkpointBefore, bool checkpointAfter)
    {
        await _store.Customers.CreateAsync(new Customer { Id = "ann", Country = "Denmark" });
        await _store.Customers.CreateAsync(new Customer { Id = "cid" });
        await _store.Interactions.AppendAsync([Act(1, "ann"), Act(2, "ann"), Act(3, "cid")]);
        if (checkpointBefore) await _store.CheckpointAsync();
        await _store.Customers.EraseAsync("ann");
        await _store.Customers.EraseAsync("cid");
        if (checkpointAfter) await _store.CheckpointAsync();
        var newcomer = await _store.Customers.CreateAsync(new Customer { Id = "ann", Country = "Norway" });
        await _store.Interactions.AppendAsync([Act(4, "ann")]);

        using var crashed = _folder.Copy();
        await using var again = await RecsysStore.OpenAsync(Samples.Options(crashed));
        Assert.Empty(again.Recovery.Warnings);
        foreach (var store in new[] { _store, again })
        {
            var found = await store.Customers.GetAsync("ann");
            Assert.Equal(("Norway", newcomer.Stored!.Etag), (found!.Value.Country, found.Etag));
            Assert.Null(await store.Customers.GetAsync("cid"));
            Assert.Equal(["ann"], (await store.Customers.ListAsync("", 10)).Items.Select(item => item.Value.Id));
            Assert.Equal(1, (await store.Histories.ReadAsync("ann"))!.TotalCount);
            Assert.Equal(
                [OfNobody(Act(1, "")), OfNobody(Act(2, "")), OfNobody(Act(3, "")), Act(4, "ann")],
                await ReadAllAsync(store));
            Assert.Equal(_store.Statistics.Histories, store.Statistics.Histories);
            Assert.Equal(1, store.Customers.Count);
        }
    }

    [Fact]
    public async Task EraseAsync_AmongWritesAtOnce_TakesWhatWasAskedBeforeIt()
    {
        // The first append keeps the writer busy, so that the others share a group.
        var first = _store.Interactions.AppendAsync([.. Enumerable.Range(100, 2000).Select(i => Act(i, "bob"))]);
        var before = _store.Interactions.AppendAsync([Act(1, "ann")]);
        var erase = _store.Customers.EraseAsync("ann");
        var twice = _store.Customers.EraseAsync("ann");
        var after = _store.Interactions.AppendAsync([Act(2, "ann")]);
        var create = _store.Customers.CreateAsync(new Customer { Id = "ann" });
        await Task.WhenAll(first, before, erase, twice, after, create);

        Assert.Equal(WriteOutcome.Deleted, (await erase).Outcome);
        Assert.Equal(WriteOutcome.NotFound, (await twice).Outcome);
        Assert.Equal(WriteOutcome.Created, (await create).Outcome);
        Assert.NotNull(await _store.Customers.GetAsync("ann"));
        Assert.Equal(1, (await _store.Histories.ReadAsync("ann"))!.TotalCount);
        Assert.Equal([OfNobody(Act(1, "ann")), Act(2, "ann")], (await ReadAllAsync(_store))[2000..]);
    }

    [Fact]
    public async Task EraseAsync_SessionsTheCustomerActedIn_BeginAnew()
    {
        await _store.Interactions.AppendAsync([
            Act(1, "") with { SessionId = "visit" },
            Act(2, "ann") with { SessionId = "visit" },
            Act(3, "") with { SessionId = "visit" },
            Act(4, "bob") with { SessionId = "other" }]);
        await _store.CheckpointAsync();
        Assert.Equal(3, (await _store.Histories.ReadSessionAsync("visit"))!.TotalCount);
        await _store.Customers.EraseAsync("ann");

        using var erased = _folder.Copy();
        await using (var again = await RecsysStore.OpenAsync(Samples.Options(erased)))
        {
            Assert.Null(await again.Histories.ReadSessionAsync("visit"));
            Assert.Null(await again.Features.ReadSessionAsync("visit"));
        }
        Assert.Null(await _store.Histories.ReadSessionAsync("visit"));
        Assert.Null(await _store.Features.ReadSessionAsync("visit"));
        Assert.Equal(1, (await _store.Histories.ReadSessionAsync("other"))!.TotalCount);

        await _store.Interactions.AppendAsync([
            Act(5, "") with { SessionId = "visit" }, Act(6, "ann") with { SessionId = "visit" }]);
        Assert.Equal(2, (await _store.Histories.ReadSessionAsync("visit"))!.TotalCount);
    }

    [Fact]
    public async Task AppendAsync_AnotherCustomerInASession_BeginsItAnew()
    {
        await _store.Interactions.AppendAsync([
            Act(1, "ann") with { SessionId = "visit" }, Act(2, "bob") with { SessionId = "visit" }]);
        Assert.Equal(1, (await _store.Histories.ReadSessionAsync("visit"))!.TotalCount);
        // So nothing of ann is left in what goes on as bob's.
        await _store.Customers.EraseAsync("ann");
        Assert.Equal(1, (await _store.Histories.ReadSessionAsync("visit"))!.TotalCount);
        await _store.Customers.EraseAsync("bob");
        Assert.Null(await _store.Histories.ReadSessionAsync("visit"));
    }

    [Fact]
    public async Task EraseAsync_HistoryThatIsOnDisk_Goes()
    {
        var customers = Enumerable.Range(0, 6000).Select(i => $"c{i}").ToArray();
        for (int round = 0; round < 16; round++)
            await _store.Interactions.AppendAsync([.. customers.Select((id, i) => Act((round * 6000) + i, id))]);
        Assert.Contains(_folder.Files("log.*"), file => file.Length > 0);

        Assert.Equal(WriteOutcome.Deleted, (await _store.Customers.EraseAsync("c0")).Outcome);
        await _store.CheckpointAsync();
        await _store.Interactions.AppendAsync([Act(999_999, "c0")]);

        using var crashed = _folder.Copy();
        await using var again = await RecsysStore.OpenAsync(Samples.Options(crashed));
        foreach (var store in new[] { _store, again })
        {
            Assert.Equal(1, (await store.Histories.ReadAsync("c0"))!.TotalCount);
            Assert.Equal(16, (await store.Histories.ReadAsync("c1"))!.TotalCount);
            // Customers and their sessions, of which one began twice.
            Assert.Equal(12_001, store.Statistics.Histories);
        }
    }

    [Fact]
    public async Task CheckpointAsync_LogCompacted_LeavesErasedSessionsBehind()
    {
        await _store.DisposeAsync();
        _store = await RecsysStore.OpenAsync(Samples.Options(_folder) with { CompactFromBytes = 1 << 20 });
        // More than fits memory: only what lies on disk is compacted.
        await _store.Interactions.AppendAsync(
            [.. Enumerable.Range(0, 60_000).Select(i => Act(i, $"c{i % 2}") with { SessionId = $"visit-{i}" })]);
        long before = _store.Statistics.StateLogBytes;
        await _store.Customers.EraseAsync("c0");
        await _store.Customers.EraseAsync("c1");
        for (int round = 0; round < 40; round++)
        {
            await _store.Interactions.AppendAsync([Act(100_000 + round, "bob")]);
            await _store.CheckpointAsync();
        }
        Assert.InRange(_store.Statistics.StateLogBytes, 0, before * 3 / 4);

        await _store.Interactions.AppendAsync([Act(200_000, "") with { SessionId = "visit-7" }]);
        Assert.Equal(1, (await _store.Histories.ReadSessionAsync("visit-7"))!.TotalCount);
        Assert.Equal(60_000 + 2 + 1, _store.Statistics.Histories);
    }

    private static Interaction Act(int number, string customer) =>
        Samples.Interaction(number, customer, number % 3) with { SessionId = $"visit of {customer}" };

    private static Interaction OfNobody(Interaction item) =>
        item with { CustomerId = "", SessionId = "", AttributionToken = "" };

    private static async Task<List<Interaction>> ReadAllAsync(RecsysStore store)
    {
        var read = new List<Interaction>();
        await foreach (var item in store.Interactions.ReadAllAsync()) read.Add(item.Interaction);
        return read;
    }
}
