using Recsys.Pipeline;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.Ranking;

namespace Recsys.Snapshots.Tests;

public sealed class FusedScorerTests
{
    private static readonly RecommendationContext Context = new Shop("a").Context();

    [Fact]
    public void Score_EqualProbabilities_AreOrderedByRetrieval()
    {
        var scores = Score(2, [0.3f, 0.3f, 0.3f], [0.2f, 0.8f, 0.4f]);

        Assert.True(scores[1] > scores[2] && scores[2] > scores[0]);
        // Odds times (r / geometric mean)²: the mean of the three is 0.4.
        Assert.Equal(0.3f, scores[2], 4);
        Assert.Equal(12.0 / 19, scores[1], 4);
    }

    [Fact]
    public void Score_EqualRetrieval_LeavesTheRankersProbabilities()
    {
        var scores = Score(2, [0.1f, 0.9f, 0.5f], [0.5f, 0.5f, 0.5f]);

        Assert.Equal(0.1f, scores[0], 4);
        Assert.Equal(0.9f, scores[1], 4);
        Assert.Equal(0.5f, scores[2], 4);
    }

    [Fact]
    public void Score_ExtremeValues_StayFiniteProbabilities() =>
        Assert.All(Score(2, [0f, 1f, 0f, 1f], [0f, 0f, 1f, 1f]), score => Assert.InRange(score, 0f, 1f));

    [Fact]
    public void Score_WeightZero_ChangesNothing() =>
        Assert.Equal([0f, 0.4f, 1f], Score(0, [0f, 0.4f, 1f], [1f, 0f, 0.5f]));

    [Fact]
    public void Score_BoughtProductsWanted_LeavesItToTheRanker()
    {
        var scores = new float[2];
        var context = new Shop("a").Context(excludePurchased: false);

        new FusedScorer(new Fixed([0.2f, 0.6f]), 2).Score(context, new int[2], [1f, 0.1f], scores);

        Assert.Equal([0.2f, 0.6f], scores);
    }

    [Fact]
    public void Score_NoCandidates_DoesNothing() => Assert.Empty(Score(2, [], []));

    private static float[] Score(float weight, float[] ranked, float[] retrieval)
    {
        var scores = new float[ranked.Length];
        new FusedScorer(new Fixed(ranked), weight).Score(Context, new int[ranked.Length], retrieval, scores);
        return scores;
    }

    private sealed class Fixed(float[] ranked) : IScorer
    {
        public string Name => "fixed";

        public void Score(
            RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
            Span<float> scores) =>
            ranked.CopyTo(scores);
    }
}
