using FsCheck;
using FsCheck.Fluent;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Features;

/// <summary>Features through the whole store: live, replayed, from checkpoints, spilled to disk.</summary>
public class OnlineFeaturesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly OnlineFeatureReplay _reference = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Features_Live_EqualTheReference()
    {
        await using var store = await OpenAsync();
        await FillAsync(store, Cases(400));
        await CompareAsync(store);
        Assert.Equal("brand 1", store.Features.NameOf(Pipeline.Catalogue.IdHash.Of("brand 1")));
        Assert.Equal("", store.Features.NameOf(42));
        Assert.Null(await store.Features.ReadCustomerAsync("nobody"));
        Assert.Null(await store.Features.ReadSessionAsync(""));
        Assert.Null(await store.Features.ReadCustomerAsync(new string('x', 1000)));
        Assert.Null(await store.Features.ReadProductAsync(1_000_000));
        Assert.Null(await store.Features.ReadProductAsync(-1));
    }

    [Fact]
    public async Task Features_Replayed_EqualTheReference()
    {
        await using (var store = await OpenAsync()) await FillAsync(store, Cases(400));
        await using var again = await OpenAsync();
        Assert.Null(again.Recovery.CheckpointUsed);
        await CompareAsync(again);
    }

    [Fact]
    public async Task Features_CheckpointAndJournalBehindIt_EqualTheReference()
    {
        var cases = Cases(400);
        await using (var store = await OpenAsync())
        {
            await FillAsync(store, cases[..200]);
            await store.CheckpointAsync();
            await AppendAsync(store, cases[200..]);
        }
        await using var again = await OpenAsync();
        Assert.NotNull(again.Recovery.CheckpointUsed);
        await CompareAsync(again);
    }

    [Fact]
    public async Task Features_ProductChanged_CountsGoByTheCatalogueOfTheTime()
    {
        var cases = Cases(300);
        await using (var store = await OpenAsync())
        {
            await FillAsync(store, cases[..150]);
            // Other categories, brands and prices from here on: live and replay must see the change at the same place.
            foreach (var product in Products(shift: 5)) await store.Products.UpdateAsync(product);
            await AppendAsync(store, cases[150..], shift: 5);
            await CompareAsync(store);
        }
        await using var again = await OpenAsync();
        await CompareAsync(again);
    }

    [Fact]
    public async Task Features_MoreThanMemory_ComeBackFromDisk()
    {
        await using (var store = await OpenAsync())
        {
            await store.Products.UpsertManyAsync(Products());
            // The products' records are written once, then pushed out to disk by those of customers, then changed.
            await AppendAsync(store, Cases(200));
            for (int round = 0; round < 12; round++)
            {
                await AppendAsync(store, [.. Enumerable.Range(0, 5000).Select(i => Samples.Interaction(i) with
                {
                    Id = $"filler-{round}-{i}",
                    CustomerId = $"filler-{round}-{i}",
                    ProductId = "p39",
                })]);
            }
            await AppendAsync(store, [.. Cases(200).Select(item => item with { Id = item.Id + "again" })]);
            await CompareAsync(store);
            await store.CheckpointAsync();
        }
        await using var again = await OpenAsync();
        Assert.Equal(0, again.Recovery.ReplayedRecords);
        await CompareAsync(again);
    }

    [Fact]
    public async Task Features_SchemaGrew_OldRecordsGoOn()
    {
        var cases = Cases(300);
        await using (var store = await OpenAsync())
        {
            await FillAsync(store, cases[..150]);
            await store.CheckpointAsync();
        }
        var added = new OnlineFeature
        {
            Name = "carts",
            Kind = OnlineFeatureKind.Count,
            Types = [InteractionType.AddToCart],
            Meaning = "Times put into the cart.",
        };
        var standard = OnlineFeatureSchema.Standard;
        var schema = new OnlineFeatureSchema(
            [added, .. standard.Customer], standard.Session,
            [added with { Name = "carts_again" }, .. standard.Product]);
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(_folder) with { Features = schema }))
        {
            Assert.Empty(store.Recovery.Warnings);
            await CompareAsync(store, added: 1);
            await AppendAsync(store, cases[150..]);
            await CompareAsync(store, added: 1);
            Assert.Equal(
                cases[150..].Count(item => item.CustomerId == "customer 1" && item.Type == InteractionType.AddToCart),
                (await store.Features.ReadCustomerAsync("customer 1"))!["carts"].Number);
            await store.CheckpointAsync();
        }
        // And back: what was added is left behind, what stayed goes on.
        await using var back = await OpenAsync();
        Assert.Empty(back.Recovery.Warnings);
        await CompareAsync(back);
    }

    private static Interaction[] Cases(int count) =>
        [.. FeatureCases.Interactions(60).Sample(50, new Rnd(20261121, 7), count).SelectMany(items => items).Take(count)
            .Select((item, i) => item with { Id = $"interaction-{i}" })];

    private static List<Pipeline.Catalogue.Product> Products(int shift = 0) =>
        [.. Enumerable.Range(0, FeatureCases.Products).Select(row => FeatureCases.Product(row + shift) with
        {
            Id = $"p{row}",
        })];

    private Task<RecsysStore> OpenAsync() => RecsysStore.OpenAsync(Samples.Options(_folder));

    private async Task FillAsync(RecsysStore store, Interaction[] items)
    {
        await store.Products.UpsertManyAsync(Products());
        await AppendAsync(store, items);
    }

    private async Task AppendAsync(RecsysStore store, Interaction[] items, int shift = 0)
    {
        var products = Products(shift);
        var result = await store.Interactions.AppendAsync(items);
        for (int i = 0; i < items.Length; i++)
        {
            Assert.Equal(AppendStatus.Accepted, result.Outcomes[i].Status);
            int row = int.Parse(items[i].ProductId[1..]);
            _reference.Apply(items[i], products[row], row);
        }
    }

    private async Task CompareAsync(RecsysStore store, int added = 0)
    {
        Assert.NotEmpty(_reference.Customers);
        foreach (string id in _reference.Customers.Where(id => !id.StartsWith("filler", StringComparison.Ordinal)))
            AssertSame(_reference.Customer(id), await store.Features.ReadCustomerAsync(id), added);
        foreach (string id in _reference.Sessions)
            AssertSame(_reference.Session(id), await store.Features.ReadSessionAsync(id), 0);
        foreach (int row in _reference.Products)
        {
            var expected = _reference.Product(row)!;
            AssertSame(expected, await store.Features.ReadProductAsync(row), added);
            AssertActivity(expected, store.Features.Activity, row);
        }
    }

    private static void AssertSame(OnlineFeatureSet? expected, OnlineFeatureSet? actual, int added) =>
        Assert.Null(OnlineFeatureSet.Difference(
            expected, actual is null ? null : new OnlineFeatureSet(actual.Entity, [.. actual.Values.Skip(added)])));

    private static void AssertActivity(OnlineFeatureSet expected, ProductActivity activity, int row)
    {
        long asOfMs = Samples.StartMs + 2_000_000_000;
        Span<float> gathered = stackalloc float[1];
        foreach (var value in expected.Values)
        {
            if (value.Feature.Slots == 0) continue;
            var column = activity.Column(value.Feature.Name);
            switch (value.Feature.Kind)
            {
                case OnlineFeatureKind.Count or OnlineFeatureKind.Sum:
                    Assert.Equal(value.Number, activity.Number(column, row), 6);
                    break;
                case OnlineFeatureKind.LatestTime:
                    Assert.Equal(value.TimeMs, activity.TimeMs(column, row));
                    break;
                default:
                    for (int life = 0; life < value.Feature.HalfLives.Count; life++)
                    {
                        double decayed = value.DecayedAt(life, asOfMs);
                        Assert.Equal(decayed, activity.Decayed(column, life, row, asOfMs), 6);
                        activity.Decayed(column, life, [row], asOfMs, gathered);
                        Assert.Equal((float)decayed, gathered[0], 1e-4f);
                        Assert.Equal(value.Numbers[life], activity.Decayed(column, life, row, 0), 6);
                    }
                    break;
            }
        }
    }
}
