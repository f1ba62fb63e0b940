using Recsys.Pipeline.Scoring;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Scores a row by a function.</summary>
internal sealed class FixedScorer(Func<int, float> score) : IScorer
{
    public string Name => "fixed";

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        for (int i = 0; i < rows.Length; i++) scores[i] = score(rows[i]);
    }
}
