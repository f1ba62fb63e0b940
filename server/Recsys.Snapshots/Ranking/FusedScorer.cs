using Recsys.Pipeline;
using Recsys.Pipeline.Scoring;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// A ranker's probability times a power of the merged retrieval score, in odds: logit(score) = logit(ranker) + w · (ln
/// retrieval − mean of ln retrieval over the request's candidates). Sources see what the ranker's features do not, such
/// as how many of them agree; taking the mean off keeps the scores on the scale of the ranker's probabilities. Where
/// bought products are wanted the ranker stands alone: it knows how often and when the customer bought each, which
/// retrieval does not.
/// </summary>
/// <param name="ranker">The ranker; its scores must be probabilities.</param>
/// <param name="weight">w, finite and not below 0; 0 leaves the ranker's scores as they are.</param>
public sealed class FusedScorer(IScorer ranker, float weight) : IScorer
{
    // Bounds logits to about ±16, and a retrieval score of 0 to a finite logarithm.
    private const float Smallest = 1e-7f;
    private const float SmallestRetrieval = 1e-4f;

    /// <summary>The ranker alone.</summary>
    public IScorer Ranker { get; } = ranker;

    /// <inheritdoc/>
    public string Name => Ranker.Name;

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        Ranker.Score(context, rows, retrievalScores, scores);
        if (rows.IsEmpty || weight == 0 || !context.Request.ExcludePurchased) return;
        double sum = 0;
        for (int i = 0; i < rows.Length; i++) sum += LogRetrieval(retrievalScores[i]);
        float mean = (float)(sum / rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            float probability = Math.Clamp(scores[i], Smallest, 1 - Smallest);
            float logit = MathF.Log(probability / (1 - probability))
                + weight * (LogRetrieval(retrievalScores[i]) - mean);
            scores[i] = 1 / (1 + MathF.Exp(-logit));
        }
    }

    private static float LogRetrieval(float score) => MathF.Log(Math.Max(score, SmallestRetrieval));
}
