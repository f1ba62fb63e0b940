using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

/// <summary>The request path allocates nothing per candidate.</summary>
[Collection(AloneCollection.Name)]
public class AllocationTests
{
    [Fact]
    public void Execute_TwiceTheCandidates_AllocatesTheSame()
    {
        using var shop = LargeShop();

        long at500 = BytesPerRequest(shop, 500);
        long at1000 = BytesPerRequest(shop, 1000);

        Assert.Equal(at500, at1000);
        Assert.InRange(at500, 1, 3072);
    }

    [Theory]
    [InlineData(0.5f, 0f)]
    [InlineData(0f, 0.5f)]
    public void Execute_SamplingAndDiversity_AllocateNothingMore(float temperature, float diversity)
    {
        using var shop = LargeShop();

        long plain = BytesPerRequest(shop, 500);
        long shaped = BytesPerRequest(
            shop, 500, r => r with { Temperature = temperature, Diversity = diversity, PromotionThreshold = 0.1f });

        Assert.Equal(plain, shaped);
    }

    private static Shop LargeShop()
    {
        var shop = new Shop(5_000, product => product with
        {
            Stock = (int)product.Price % 7 == 0 ? 0 : null,
            ShipsToCountries = ["DE", "FR"],
            Categories = [$"category {(int)product.Price % 9}"],
        });
        shop.Histories.Put("c", new HistoryEvent(1, 1, 1, 1, InteractionType.Purchase));
        return shop.Serve(new PipelineDefinition
        {
            Name = "home",
            Sources =
            [
                new WeightedSource(new CountingSource("tower", 0), 0.6f),
                new WeightedSource(new CountingSource("neighbours", 200), 0.4f),
                new WeightedSource(new CountingSource("popular", 900), 0.2f, Fallback: true),
            ],
        });
    }

    private static long BytesPerRequest(
        Shop shop, int candidates, Func<RecommendationRequest, RecommendationRequest>? shape = null)
    {
        var request = Shop.Request(10, candidates) with { CustomerId = "c", Country = "DE" };
        if (shape is not null) request = shape(request);
        // The first requests fill the pools, and the JIT allocates on this thread as it compiles.
        for (int i = 0; i < 200; i++) shop.Ask(request);

        long least = long.MaxValue;
        for (int i = 0; i < 50; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var task = shop.Pipeline.ExecuteAsync(request, CancellationToken.None);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.Equal(10, task.Result.Products.Count);
        }
        return least;
    }
}
