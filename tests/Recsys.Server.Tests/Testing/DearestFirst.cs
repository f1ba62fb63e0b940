using Recsys.Pipeline;
using Recsys.Pipeline.Scoring;

namespace Recsys.Server.Tests.Testing;

/// <summary>Scores a product by a hundredth of its price.</summary>
internal sealed class DearestFirst : IScorer
{
    public string Name => "dearest_first";

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        for (int i = 0; i < rows.Length; i++) scores[i] = (float)context.Products.At(rows[i]).Price / 100;
    }
}
