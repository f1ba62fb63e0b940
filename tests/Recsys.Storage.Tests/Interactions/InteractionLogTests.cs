using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Interactions;

public sealed class InteractionLogTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private RecsysStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await RecsysStore.OpenAsync(Samples.Options(_folder));
        await _store.Products.UpsertManyAsync([.. Enumerable.Range(0, 10).Select(Samples.Product)]);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, Interaction> RejectedInteractions
    {
        get
        {
            var good = Samples.Interaction(1);
            return new()
            {
                { RejectionReasons.InvalidId, good with { Id = "" } },
                { RejectionReasons.InvalidId, good with { Id = new string('x', 129) } },
                { RejectionReasons.CustomerOrSessionMissing, good with { CustomerId = "" } },
                { RejectionReasons.InvalidCustomerId, good with { CustomerId = "a\0b" } },
                { RejectionReasons.InvalidSessionId, good with { SessionId = new string('x', 129) } },
                { RejectionReasons.InvalidProductId, good with { ProductId = "" } },
                { RejectionReasons.ProductNotFound, good with { ProductId = "unknown" } },
                { RejectionReasons.InvalidType, good with { Type = InteractionType.Unspecified } },
                { RejectionReasons.InvalidType, good with { Type = (InteractionType)99 } },
                { RejectionReasons.InvalidTime, good with { TimeMs = 0 } },
                { RejectionReasons.InvalidTime, good with { TimeMs = long.MaxValue } },
                { RejectionReasons.InvalidValue, good with { Value = float.NaN } },
                { RejectionReasons.InvalidPrice, good with { Price = float.PositiveInfinity } },
                { RejectionReasons.InvalidPrice, good with { Price = -1 } },
                { RejectionReasons.InvalidQuantity, good with { Quantity = -1 } },
                { RejectionReasons.InvalidDwell, good with { DwellMs = -1 } },
                { RejectionReasons.InvalidCountry, good with { Country = new string('x', 65) } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(RejectedInteractions))]
    public async Task AppendAsync_BadOneAmongGood_RejectedForItsReason(string reason, Interaction bad)
    {
        var result = await _store.Interactions.AppendAsync([Samples.Interaction(7), bad, Samples.Interaction(8)]);
        Assert.Equal(
            [AppendStatus.Accepted, AppendStatus.Rejected, AppendStatus.Accepted],
            result.Outcomes.Select(outcome => outcome.Status));
        Assert.Equal(reason, result.Outcomes[1].Reason);
        Assert.Equal(2, _store.Interactions.Count);
    }

    [Fact]
    public async Task AppendAsync_SameIdAgain_TakenOnce()
    {
        var result = await _store.Interactions.AppendAsync(
            [Samples.Interaction(1), Samples.Interaction(1), Samples.Interaction(2)]);
        Assert.Equal(AppendStatus.Duplicate, result.Outcomes[1].Status);
        var again = await _store.Interactions.AppendAsync([Samples.Interaction(2), Samples.Interaction(3)]);
        Assert.Equal([AppendStatus.Duplicate, AppendStatus.Accepted], again.Outcomes.Select(outcome => outcome.Status));
        Assert.Equal(3, (await _store.Histories.ReadAsync("ann"))!.TotalCount);
    }

    [Fact]
    public async Task AppendAsync_RejectedThenCorrected_IsTaken()
    {
        await _store.Interactions.AppendAsync([Samples.Interaction(1) with { ProductId = "unknown" }]);
        var result = await _store.Interactions.AppendAsync([Samples.Interaction(1)]);
        Assert.Equal(AppendStatus.Accepted, result.Outcomes[0].Status);
    }

    [Fact]
    public async Task AppendAsync_BeyondTheWindow_TakenAgain()
    {
        await _store.Interactions.AppendAsync([.. Enumerable.Range(0, 1025).Select(i => Samples.Interaction(i))]);
        var result = await _store.Interactions.AppendAsync([Samples.Interaction(1), Samples.Interaction(0)]);
        Assert.Equal(
            [AppendStatus.Duplicate, AppendStatus.Accepted], result.Outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task AppendAsync_DeletedProduct_Rejected()
    {
        await _store.Products.DeleteAsync("product-3");
        var result = await _store.Interactions.AppendAsync([Samples.Interaction(1, product: 3)]);
        Assert.Equal(RejectionReasons.ProductNotFound, result.Outcomes[0].Reason);
    }

    [Fact]
    public async Task AppendAsync_CustomerAndSession_BothRemember()
    {
        await _store.Interactions.AppendAsync([
            Samples.Interaction(1) with { SessionId = "visit" },
            Samples.Interaction(2, product: 4) with
                { CustomerId = "", SessionId = "visit", Type = InteractionType.View }]);
        var customer = await _store.Histories.ReadAsync("ann");
        var session = await _store.Histories.ReadSessionAsync("visit");
        Assert.Equal((1, 1), (customer!.TotalCount, customer.PurchaseCount));
        Assert.Equal((2, 1), (session!.TotalCount, session.PurchaseCount));
        Assert.Equal("United Kingdom", customer.Country);
        Assert.Equal(3.0, customer.TotalSpend);
        // A session's name and a customer's are different names.
        Assert.Null(await _store.Histories.ReadAsync("visit"));
        Assert.Null(await _store.Histories.ReadAsync("nobody"));
        Assert.Null(await _store.Histories.ReadAsync(""));
        Assert.Null(await _store.Histories.ReadAsync(new string('x', 1000)));
    }

    [Fact]
    public async Task ReadAllAsync_FromAnyPosition_GoesOnAfterIt()
    {
        var sent = Enumerable.Range(0, 300).Select(i => Samples.Interaction(i, $"c{i % 3}", i % 10)).ToList();
        foreach (var chunk in sent.Chunk(40))
        {
            await _store.Interactions.AppendAsync(chunk);
            // Other records lie between.
            await _store.Customers.UpsertManyAsync([new() { Id = $"c{chunk[0].Id}" }]);
        }
        var read = await ReadAsync(0);
        Assert.Equal(sent, read.Select(item => item.Interaction));
        foreach (int at in new[] { 0, 39, 40, 150, 299 })
            Assert.Equal(sent.Skip(at + 1), (await ReadAsync(read[at].NextPosition)).Select(item => item.Interaction));
        Assert.All(
            read, item => Assert.Equal(item.Interaction.ProductId, _store.Products.Columns.IdOf(item.ProductRow)));
    }

    [Fact]
    public async Task ReadAllAsync_FromDurablePosition_SeesOnlyWhatCameLater()
    {
        var first = await _store.Interactions.AppendAsync([Samples.Interaction(1)]);
        Assert.Empty(await ReadAsync(first.DurablePosition));
        await _store.Interactions.AppendAsync([Samples.Interaction(2)]);
        Assert.Equal(["interaction-2"], (await ReadAsync(first.DurablePosition)).Select(item => item.Interaction.Id));
    }

    [Fact]
    public async Task ReadAllAsync_FromThePositionOfNothing_SaysSo()
    {
        await _store.Interactions.AppendAsync([.. Enumerable.Range(0, 50).Select(i => Samples.Interaction(i))]);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(1001));
        Assert.Contains("1001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppendAsync_ManyCallersAtOnce_AllTakenOnceAndInOrderOfTheirOwn()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async caller =>
        {
            for (int i = 0; i < 30; i++)
            {
                int number = (caller * 100) + i;
                var result = await _store.Interactions.AppendAsync([Samples.Interaction(number, $"c{caller}")]);
                Assert.Equal(AppendStatus.Accepted, result.Outcomes[0].Status);
                // What is acknowledged is seen by the very next read.
                Assert.Equal(i + 1, (await _store.Histories.ReadAsync($"c{caller}"))!.TotalCount);
            }
        }));
        var read = await ReadAsync(0);
        Assert.Equal(240, read.Count);
        foreach (var own in read.GroupBy(item => item.Interaction.CustomerId))
            Assert.Equal(own.OrderBy(item => item.Interaction.TimeMs), own);
    }

    [Fact]
    public Task AppendAsync_TooManyAtOnce_Throws() => Assert.ThrowsAsync<ArgumentException>(() =>
        _store.Interactions.AppendAsync(new Interaction[StorageLimits.InteractionsPerAppend + 1]));

    private async Task<List<JournalledInteraction>> ReadAsync(long from)
    {
        var read = new List<JournalledInteraction>();
        await foreach (var item in _store.Interactions.ReadAllAsync(from)) read.Add(item);
        return read;
    }
}
