using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.Mixing;
using Recsys.Snapshots.Ranking;

namespace Recsys.Snapshots.Tests.Mixing;

public sealed class MixScorerTests
{
    private static readonly RecommendationContext Context = new Shop("a").Context();

    [Fact]
    public void Score_Unlearned_IsTheRankerTimesAPowerOfRetrieval()
    {
        var scores = Score(Mix.Unlearned, [0.3f, 0.3f, 0.3f], [0.2f, 0.8f, 0.4f]);

        Assert.True(scores[1] > scores[2] && scores[2] > scores[0]);
        // Odds times (r / geometric mean)²: the mean of the three is 0.4.
        Assert.Equal(0.3f, scores[2], 4);
        Assert.Equal(12.0 / 19, scores[1], 4);
    }

    [Fact]
    public void Score_EqualRetrieval_LeavesTheRankersProbabilities()
    {
        var scores = Score(Mix.Unlearned, [0.1f, 0.9f, 0.5f], [0.5f, 0.5f, 0.5f]);

        Assert.Equal(0.1f, scores[0], 4);
        Assert.Equal(0.9f, scores[1], 4);
        Assert.Equal(0.5f, scores[2], 4);
    }

    [Fact]
    public void Score_Weights_MakeTheLogOdds()
    {
        var weights = new MixWeights(-0.5f, 0.7f, new Dictionary<string, float> { ["a.standard"] = 0.3f });
        var scores = Score(new Mix(weights, weights, Nothing), [0.1f, 0.6f], [1, 1], new FakeSource("a", [1, 3]));

        // Two values are one deviation from their mean.
        Assert.Equal(-0.5 + (0.7 * LogOdds.Of(0.1f)) - 0.3, LogOdds.Of(scores[0]), 1e-3);
        Assert.Equal(-0.5 + (0.7 * LogOdds.Of(0.6f)) + 0.3, LogOdds.Of(scores[1]), 1e-3);
    }

    [Fact]
    public void Score_ExtremeValues_StayFiniteProbabilities()
    {
        Assert.All(
            Score(Mix.Unlearned, [0f, 1f, 0f, 1f], [0f, 0f, 1f, 1f]), score => Assert.InRange(score, 0f, 1f));
    }

    [Fact]
    public void Score_NothingLearnedOfBoughtProducts_LeavesThemToTheRanker()
    {
        var scores = new float[2];
        var context = new Shop("a").Context(excludePurchased: false);

        Scorer(Mix.Unlearned, [0.2f, 0.6f]).Score(context, new int[2], [1f, 0.1f], scores);

        Assert.Equal([0.2f, 0.6f], scores);
    }

    [Fact]
    public void Score_BoughtProductsWanted_HasWeightsOfItsOwn()
    {
        var mix = Mix.Unlearned with { AllProducts = new MixWeights(1, 1, Nothing) };
        var scores = new float[1];

        Scorer(mix, [0.5f]).Score(new Shop("a").Context(excludePurchased: false), new int[1], [1f], scores);

        Assert.Equal(1, LogOdds.Of(scores[0]), 1e-4);
    }

    [Fact]
    public void Score_NoCandidates_DoesNothing() => Assert.Empty(Score(Mix.Unlearned, [], []));

    private static Dictionary<string, float> Nothing => [];

    private static float[] Score(Mix mix, float[] ranked, float[] retrieval, params FakeSource[] sources)
    {
        var scores = new float[ranked.Length];
        Scorer(mix, ranked, sources).Score(Context, new int[ranked.Length], retrieval, scores);
        return scores;
    }

    private static MixScorer Scorer(Mix mix, float[] ranked, params FakeSource[] sources) => new(
        new Fixed(ranked), new MixSignals([.. sources.Select(source => new WeightedSource(source, 1))], null), mix);

    private sealed class Fixed(float[] ranked) : IScorer
    {
        public string Name => "fixed";

        public void Score(
            RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
            Span<float> scores) =>
            ranked.CopyTo(scores);
    }
}
