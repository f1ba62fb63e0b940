using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    [Fact]
    public void Score_WorkedExample_MatchesHandComputation()
    {
        // Hits at positions 2 and 4 of 5; three items to find.
        var scores = RankingMetrics.Score([9, 1, 8, 2, 7], new HashSet<int> { 1, 2, 3 }, 5);

        Assert.Equal(2.0 / 3, scores.Recall, 12);
        Assert.Equal(0.4, scores.Precision, 12);
        Assert.Equal(1, scores.HitRate);
        Assert.Equal(0.5, scores.ReciprocalRank, 12);
        double gain = 1 / Math.Log2(3) + 1 / Math.Log2(5);
        double ideal = 1 + 1 / Math.Log2(3) + 1 / Math.Log2(4);
        Assert.Equal(gain / ideal, scores.Ndcg, 12);
    }

    [Fact]
    public void Score_MoreRelevantThanCutoff_IdealListIsCut()
    {
        var relevant = Enumerable.Range(0, 50).ToHashSet();

        var scores = RankingMetrics.Score([0, 1, 2], relevant, 3);

        Assert.Equal(1, scores.Ndcg, 12);
        Assert.Equal(3.0 / 50, scores.Recall, 12);
        Assert.Equal(1, scores.Precision);
    }

    [Fact]
    public void Score_NothingRanked_IsZeroThroughout() =>
        Assert.Equal(default, RankingMetrics.Score([], new HashSet<int> { 1 }, 10));

    [Fact]
    public void Score_NothingToFindOrNoCutoff_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RankingMetrics.Score([1], new HashSet<int>(), 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RankingMetrics.Score([1], new HashSet<int> { 1 }, 0));
    }

    [Fact]
    public void Score_AnyList_HoldsItsLaws()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            int[] ranked = [.. Enumerable.Range(0, 40)];
            random.Shuffle(ranked);
            var relevant = Enumerable.Range(0, 60).Where(_ => random.Next(5) == 0).Append(3).ToHashSet();
            int k = random.Next(1, 50);

            var scores = RankingMetrics.Score(ranked, relevant, k);

            foreach (double value in new[] { scores.Recall, scores.Ndcg, scores.Precision, scores.ReciprocalRank })
                Assert.InRange(value, 0, 1);
            Assert.Equal(scores.HitRate > 0, scores.Ndcg > 0);
            Assert.Equal(scores.HitRate > 0, scores.ReciprocalRank >= 1.0 / k);
            Assert.Equal(scores.Recall * relevant.Count, scores.Precision * k, 9);
            AssertBetterFirstNeverHurts(ranked, relevant, k, scores);
            // More places can only find more.
            Assert.True(RankingMetrics.Score(ranked, relevant, k + 1).Recall >= scores.Recall);
        }
    }

    private static void AssertBetterFirstNeverHurts(int[] ranked, HashSet<int> relevant, int k, RankingScores scores)
    {
        int[] ideal = [.. ranked.OrderByDescending(relevant.Contains)];
        var best = RankingMetrics.Score(ideal, relevant, k);
        Assert.True(best.Ndcg >= scores.Ndcg && best.Recall >= scores.Recall);
        Assert.Equal(1, best.ReciprocalRank);
    }
}
