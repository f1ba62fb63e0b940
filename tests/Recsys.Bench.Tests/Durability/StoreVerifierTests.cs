using Recsys.Bench.Durability;
using Recsys.Bench.Processes;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;

namespace Recsys.Bench.Tests.Durability;

/// <summary>A proof is worth something only when it fails where it should.</summary>
public sealed class StoreVerifierTests : IDisposable
{
    // The smallest window of known ids, so that one can be forgotten and taken twice.
    private const int Window = 1024;
    private readonly BenchFolder _folder = new("test");
    private readonly ClientLedger _ledger = new(0);
    private readonly RecordLedger _products = new(), _customers = new();
    private readonly ErasureLedger _erasures = new();
    private readonly InteractionPlan _plan;
    private readonly StoreVerifier _verifier;

    public StoreVerifierTests()
    {
        _plan = new InteractionPlan(new DurabilityOptions { Products = 10, Customers = 10 }, 1_750_000_000_000);
        _verifier = new StoreVerifier(_plan, [_ledger], _products, [_customers], _erasures);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Verify_WhatWasAcknowledged_IsClean()
    {
        await StoreAsync(Planned(0, 3_000));
        Acknowledge(3_000);

        var findings = await VerifyAsync();

        Assert.True(findings.Clean, string.Join('\n', findings.Examples));
        Assert.True(findings.HistoriesCompared > 10);
        Assert.True(findings.FeaturesCompared > 100);
        Assert.Equal(10, findings.RecordsCompared);
    }

    [Fact]
    public async Task Verify_SentButNotAcknowledged_MayBeThereOrNot()
    {
        await StoreAsync(Planned(0, 50));
        _ledger.Send(100);

        Assert.True((await VerifyAsync()).Clean);
    }

    [Fact]
    public async Task Verify_AcknowledgedButNotStored_IsLost()
    {
        await StoreAsync(Planned(0, 99));
        Acknowledge(100);

        Assert.Equal(1, (await VerifyAsync()).Lost);
    }

    [Fact]
    public async Task Verify_StoredTwice_IsDoubled()
    {
        await StoreAsync([.. Planned(0, 2 * Window), .. Planned(0, 1)]);
        Acknowledge(2 * Window);

        var findings = await VerifyAsync();

        Assert.Equal(1, findings.Doubled);
        Assert.Equal(0, findings.Lost);
    }

    [Fact]
    public async Task Verify_NeverSent_IsForeign()
    {
        await StoreAsync([.. Planned(0, 10), _plan.At(0, 5) with { Id = "7-7" }]);
        Acknowledge(10);

        Assert.Equal(1, (await VerifyAsync()).Foreign);
    }

    [Fact]
    public async Task Verify_OtherContent_IsChanged()
    {
        var items = Planned(0, 10);
        items[3] = items[3] with { Price = items[3].Price + 1 };
        await StoreAsync(items);
        Acknowledge(10);

        Assert.Equal(1, (await VerifyAsync()).Changed);
    }

    [Fact]
    public async Task Verify_ProductNotAsAcknowledged_IsDifferent()
    {
        await StoreAsync([]);
        _products.Begin("p1", "another title");
        _products.Acknowledge("p1");

        Assert.Equal(1, (await VerifyAsync()).RecordsDifferent);
    }

    [Fact]
    public async Task Verify_AfterMoreWasWritten_ReadsOnWhereItStopped()
    {
        await StoreAsync(Planned(0, 100));
        Acknowledge(100);
        await VerifyAsync();
        await StoreAsync(Planned(100, 100));
        Acknowledge(100);

        var findings = await VerifyAsync();

        Assert.True(findings.Clean, string.Join('\n', findings.Examples));
        Assert.Equal(_ledger.Count(SendState.Acknowledged), findings.Journalled);
    }

    [Fact]
    public async Task Verify_ErasedCustomerWhoIsStillThere_IsDifferent()
    {
        await StoreAsync(Planned(0, 200));
        Acknowledge(200);
        string customer = Planned(0, 200).First(item => item.CustomerId.Length > 0).CustomerId;
        _erasures.Begin(customer);
        Assert.True((await VerifyAsync()).Clean);

        _erasures.Acknowledge(customer);
        Assert.Equal(1, (await VerifyAsync()).HistoriesDifferent);
    }

    private Interaction[] Planned(int first, int count) =>
        [.. Enumerable.Range(first, count).Where(n => _plan.IsValid(0, n)).Select(n => _plan.At(0, n))];

    private void Acknowledge(int count)
    {
        int first = _ledger.Send(count);
        for (int n = first; n < first + count; n++)
            _ledger.Note(n, _plan.IsValid(0, n) ? SendState.Acknowledged : SendState.Rejected);
    }

    private async Task StoreAsync(Interaction[] interactions)
    {
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = _folder.Path, DuplicateWindow = Window });
        for (int i = 0; i < 10; i++)
        {
            string id = InteractionPlan.ProductId(i);
            await store.Products.CreateAsync(new Product { Id = id, Title = "title" });
            _products.Begin(id, "title");
            _products.Acknowledge(id);
        }
        foreach (var batch in interactions.Chunk(100)) await store.Interactions.AppendAsync(batch);
    }

    private async Task<Findings> VerifyAsync()
    {
        await _verifier.VerifyAsync(_folder.Path, true, CancellationToken.None);
        return _verifier.Findings;
    }
}
