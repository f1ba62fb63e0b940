using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class BeyondAccuracyTests
{
    [Fact]
    public void Evaluate_ByHand_MeasuresWhatListsShow()
    {
        // Four customers; a is had by all, b by two, c by one.
        var train = TestTables.Of(
            ("ann", "a"), ("bob", "a"), ("cyd", "a"), ("dan", "a"), ("ann", "b"), ("bob", "b"), ("ann", "c"));
        var test = TestTables.Of(("ann", "a"), ("bob", "a"));
        var split = EvaluationSplit.Of(train, test, repeatPurchases: true);
        int[] list = [train.Item("a"), train.Item("b")];

        var at = RankingEvaluator.Evaluate(new SameForAll(list), split, [2]).Cutoffs[0];

        // −log2(4/4) = 0 and −log2(2/4) = 1.
        Assert.Equal(0.5, at.Novelty, 12);
        // a and b share two customers: cosine 2 / √(4 · 2).
        Assert.Equal(1 - 2 / Math.Sqrt(8), at.Diversity!.Value, 12);
        Assert.Equal(2.0 / 3, at.Coverage, 12);
        // Places by popularity: a is 1, b a half, c 0.
        Assert.Equal(0.75, at.PopularityPercentile, 12);
        // Shown 2, 2 and 0 times: Σ|xi − xj| / (2 n² mean) = 8 / (2 · 9 · 4/3).
        Assert.Equal(1.0 / 3, at.Gini, 12);
    }

    [Fact]
    public void Evaluate_ListsOfOne_HaveNoDiversity()
    {
        var train = TestTables.Of(("ann", "a"), ("ann", "b"));
        var split = EvaluationSplit.Of(train, train, repeatPurchases: true);

        Assert.Null(RankingEvaluator.Evaluate(new SameForAll([0]), split, [5]).Cutoffs[0].Diversity);
    }

    [Fact]
    public void Gini_AllAlikeOrOneTakesAll_IsAtTheEnds()
    {
        Assert.Equal(0, ProductPopularity.Gini([3, 3, 3, 3]), 12);
        Assert.Equal(0.75, ProductPopularity.Gini([0, 0, 0, 8]), 12);
        Assert.Equal(0, ProductPopularity.Gini([0, 0]));
    }

    private sealed class SameForAll(int[] list) : IItemRanker
    {
        public string Name => "same";

        public int Rank(int user, Span<int> best)
        {
            list.AsSpan(0, Math.Min(list.Length, best.Length)).CopyTo(best);
            return Math.Min(list.Length, best.Length);
        }
    }
}
