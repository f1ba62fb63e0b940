using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots;

namespace Recsys.Training.Tests.Serving;

/// <summary>What a request of the published shop allocates, from its history to its page, sources and ranker
/// included.</summary>
public sealed class PipelineAllocationTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    // 1.6 KB once the JIT has optimised the code, which a test does not wait for.
    private const int Allowed = 3_072;
    private static readonly long Now = SyntheticShop.Start + (SyntheticShop.Days * SyntheticShop.Day);

    [Fact]
    public void Execute_KnownCustomer_AllocatesLittleAndTheSameForTwiceTheCandidates()
    {
        var catalogue = shop.Catalogue();
        using var holder = new SnapshotHolder();
        holder.Replace(SnapshotLoader.Load(shop.Version, catalogue, new SnapshotOptions()));
        var pipeline = new RecommendationPipeline(holder, catalogue, new OneHistory(catalogue), TimeProvider.System);

        // The first ones fill the pools, and the JIT allocates on this thread as it compiles. In turns, so that code
        // compiled anew in between changes both.
        for (int i = 0; i < 100; i++) BytesOf(pipeline, 1_000);
        long at500 = long.MaxValue, at1000 = long.MaxValue;
        for (int i = 0; i < 100; i++)
        {
            at500 = Math.Min(at500, BytesOf(pipeline, 500));
            at1000 = Math.Min(at1000, BytesOf(pipeline, 1_000));
        }

        Assert.Equal(at500, at1000);
        Assert.InRange(at500, 1, Allowed);
    }

    private static long BytesOf(RecommendationPipeline pipeline, int candidates)
    {
        var request = new RecommendationRequest { CustomerId = "c", NowMs = Now, CandidateCount = candidates };
        long before = GC.GetAllocatedBytesForCurrentThread();
        var task = pipeline.ExecuteAsync(request, CancellationToken.None);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Empty(task.Result.Degraded);
        Assert.Equal(10, task.Result.Products.Count);
        return bytes;
    }

    /// <summary>A store that knows one customer and makes no garbage of it.</summary>
    private sealed class OneHistory(ProductColumns catalogue) : IUserHistoryStore
    {
        private readonly HistoryEvent[] _events =
        [
            .. Enumerable.Range(0, 20).Select(i => new HistoryEvent(
                catalogue.TryGetRow($"p{i}", out int row) ? row : -1, Now - ((20 - i) * SyntheticShop.Day), 2 + i, 1,
                InteractionType.View)),
        ];

        public ValueTask<bool> ReadAsync(string customerId, UserHistory history, CancellationToken cancellation)
        {
            history.Clear();
            foreach (var item in _events) history.Apply(item);
            return new(true);
        }
    }
}
