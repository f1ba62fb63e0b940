using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class RankingEvaluatorTests
{
    [Fact]
    public void Evaluate_TwoCustomers_AveragesAndCountsCoverage()
    {
        var train = TestTables.Of(("ann", "a"), ("bob", "b"), ("cyd", "c"), ("cyd", "d"));
        var test = TestTables.Of(("ann", "b"), ("bob", "c"), ("bob", "d"));
        var split = EvaluationSplit.Of(train, test, repeatPurchases: false);
        // Ann is shown b, then c; bob is shown a, then c.
        var ranker = new FixedRanker(user => train.UserIds[user] == "ann"
            ? [train.Item("b"), train.Item("c")]
            : [train.Item("a"), train.Item("c")]);

        var report = RankingEvaluator.Evaluate(ranker, split, [2, 1]);

        Assert.Equal([1, 2], report.Cutoffs.Select(cutoff => cutoff.K));
        Assert.Equal(0.5, report.Cutoffs[0].Recall, 12);
        Assert.Equal(0.75, report.Cutoffs[1].Recall, 12);
        Assert.Equal(0.75, report.Cutoffs[1].Mrr, 12);
        Assert.Equal(1, report.Cutoffs[1].HitRate);
        Assert.Equal(0.5, report.Cutoffs[1].Precision, 12);
        Assert.Equal(0.5, report.Cutoffs[0].Coverage, 12);
        Assert.Equal(0.75, report.Cutoffs[1].Coverage, 12);
    }

    [Fact]
    public void Parallelism_IsNoMoreThanAPipelineTakesAtOnce() => Assert.Equal(
        Environment.ProcessorCount, RankingEvaluator.Parallelism(CancellationToken.None).MaxDegreeOfParallelism);

    [Fact]
    public void Evaluate_NoCustomers_ReportsZeros()
    {
        var train = TestTables.Of(("ann", "a"));
        var split = EvaluationSplit.Of(train, TestTables.Of(("eve", "a")), repeatPurchases: false);

        var report = RankingEvaluator.Evaluate(new FixedRanker(_ => [0]), split, [10]);

        Assert.Equal(0, Assert.Single(report.Cutoffs).Recall);
    }

    [Fact]
    public void Evaluate_CutoffBelowOne_IsRefused()
    {
        var train = TestTables.Of(("ann", "a"));
        var split = EvaluationSplit.Of(train, train, repeatPurchases: true);

        Assert.Throws<ArgumentException>(() => RankingEvaluator.Evaluate(new FixedRanker(_ => [0]), split, [0, 10]));
        Assert.Throws<ArgumentException>(() => RankingEvaluator.Evaluate(new FixedRanker(_ => [0]), split, []));
    }

    private sealed class FixedRanker(Func<int, int[]> ranking) : IItemRanker
    {
        public string Name => "fixed";

        public int Rank(int user, Span<int> best)
        {
            var items = ranking(user).AsSpan();
            items = items[..Math.Min(items.Length, best.Length)];
            items.CopyTo(best);
            return items.Length;
        }
    }
}
