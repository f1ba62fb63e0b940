using Recsys.Pipeline.Interactions;
using Recsys.Server.Tests.Testing;
using Recsys.Snapshots.Trending;
using Recsys.Storage;
using Recsys.V1;
using Interaction = Recsys.Pipeline.Interactions.Interaction;
using InteractionType = Recsys.Pipeline.Interactions.InteractionType;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>What many want at once, and what answers for everybody make of it.</summary>
[Collection(ShopCollection.Name)]
public sealed class TrendingTests(TrainedShop shop)
{
    private const int MostCalls = 5_000;

    [Fact]
    public async Task Crowd_OfToday_IsInEverybodysAnswers()
    {
        var clock = new AheadClock();
        await using var test = await ServeAsync(clock);
        var client = new RecommendationService.RecommendationServiceClient(test.Channel);
        var request = new RecommendForUserRequest { CustomerId = "nobody", View = RecommendationView.Full };
        // All that the sample's customers did is long ago.
        Assert.Equal(0, (await client.RecommendForUserAsync(request)).Trace.Sources
            .Single(source => source.Name == "trending").RequestedCount);
        await BuyAsync(test.Server.Store, SampleShop.ProductId(30), daysAgo: 0, times: 20);

        for (int i = 0; ; i++)
        {
            var answer = await client.RecommendForUserAsync(request);
            var found = answer.Trace.Candidates.Where(one => one.Sources.Contains("trending")).ToList();
            if (found.Count > 0)
            {
                Assert.Equal(SampleShop.ProductId(30), Assert.Single(found).ProductId);
                break;
            }
            Assert.True(i < MostCalls, "Nothing is trending.");
            clock.Move(TrendingList.MinAge);
        }
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task List_OfSteadyRisingAndFadingProducts_HasTheRisingFirst()
    {
        using var folder = new TemporaryFolder();
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = folder.Sub("data"), MemoryBytes = 16 << 20 });
        // More lie between them than are looked at in one go.
        var ids = new[] { "steady", "rising" }.Concat(Enumerable.Range(0, 20_000).Select(i => $"between{i}"))
            .Concat(["fading", "viewed", "gone"]);
        foreach (string[] some in ids.Chunk(10_000))
            await store.Products.UpsertManyAsync([.. some.Select(id => new Pipeline.Catalogue.Product { Id = id })]);
        for (int day = 0; day < 30; day++) await BuyAsync(store, "steady", day, times: 4);
        await BuyAsync(store, "rising", daysAgo: 0, times: 6);
        for (int day = 3; day < 30; day++) await BuyAsync(store, "fading", day, times: 8);
        await BuyAsync(store, "gone", daysAgo: 0, times: 50);
        await store.Products.DeleteAsync("gone");
        // Four views are less than half a purchase.
        await BuyAsync(store, "viewed", daysAgo: 0, times: 4, InteractionType.View);

        var list = new TrendingList(store.Features.Activity, store.Products.Columns, TimeProvider.System);
        string[] found = [];
        for (int i = 0; found.Length == 0 && i < 10_000_000; i++)
        {
            await Task.Yield();
            found = [.. list.Rows.ToArray().Select(row => store.Products.Columns.IdOf(row))];
        }

        Assert.Equal(["rising", "steady", "fading"], found);
    }

    private static async Task BuyAsync(
        RecsysStore store, string product, int daysAgo, int times, InteractionType type = InteractionType.Purchase)
    {
        long timeMs = DateTimeOffset.UtcNow.AddDays(-daysAgo).AddMinutes(-1).ToUnixTimeMilliseconds();
        await store.Interactions.AppendAsync([
            .. Enumerable.Range(0, times).Select(i => new Interaction
            {
                Id = $"{product}-{daysAgo}-{i}", SessionId = $"s{i}", ProductId = product, Type = type, TimeMs = timeMs,
            }),
        ]);
    }

    private Task<TestServer> ServeAsync(TimeProvider time) => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true, folder: shop.Copy(),
        time: time);
}
