using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests;

/// <summary>How many of the best a scorer is told to get right.</summary>
public sealed class ScoringReachTests
{
    [Fact]
    public void Reach_OfAPage_IsThePageOrWhatDiversityChoosesFrom()
    {
        var request = Shop.Request(pageSize: 10);
        var ordering = PageOrdering.Instance;

        Assert.Equal(10, ordering.Reach(request));
        Assert.Equal(40, ordering.Reach(request with { Diversity = 0.3f }));
        Assert.Equal(500, ordering.Reach(request with { Diversity = 0.3f, PageSize = 500 }));
        Assert.Equal(int.MaxValue, ordering.Reach(request with { Temperature = 0.1f }));
        Assert.Equal(int.MaxValue, ordering.Reach(request with { PromotionThreshold = 0.5f }));
    }

    [Fact]
    public void Execute_PageSmallerThanTheCandidates_AsksForTheBest()
    {
        var scorer = new ReachScorer();
        using var shop = Serve(scorer);

        var result = shop.Ask(Shop.Request(pageSize: 2));

        Assert.Equal([2], scorer.Reaches);
        Assert.Equal(["p4", "p3"], result.Products.Select(product => product.ProductId));
    }

    [Fact]
    public void Execute_WithTraceOrForAll_HasAllScored()
    {
        var scorer = new ReachScorer();
        using var shop = Serve(scorer);

        shop.Ask(Shop.Request(pageSize: 2) with { Trace = true });
        shop.Ask(Shop.Request(pageSize: 2) with { Temperature = 1 });
        shop.Ask(Shop.Request(pageSize: 5));

        Assert.Equal([0, 0, 0], scorer.Reaches);
    }

    private static Shop Serve(IScorer scorer) => new Shop(10).Serve(new PipelineDefinition
    {
        Name = "home",
        Sources = [new WeightedSource(new ListSource("list", 0, 1, 2, 3, 4), 1)],
        Scorer = scorer,
    });

    // Notes what it was asked for, 0 for all.
    private sealed class ReachScorer : IScorer
    {
        public List<int> Reaches { get; } = [];

        public string Name => "reach";

        public void Score(
            RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
            Span<float> scores)
        {
            Reaches.Add(0);
            Fill(rows, scores);
        }

        public void ScoreBest(
            RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, int reach,
            Span<float> scores)
        {
            Reaches.Add(reach);
            Fill(rows, scores);
        }

        private static void Fill(ReadOnlySpan<int> rows, Span<float> scores)
        {
            for (int i = 0; i < rows.Length; i++) scores[i] = rows[i] / 10f;
        }
    }
}
