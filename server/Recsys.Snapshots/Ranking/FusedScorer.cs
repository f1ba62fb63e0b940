using System.Numerics.Tensors;
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

    // Logarithms are computed for many at once, a part that stays in the nearest cache.
    private const int Part = 256;

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
        Span<float> logs = stackalloc float[Part], odds = stackalloc float[Part];
        double sum = 0;
        for (int from = 0; from < rows.Length; from += Part)
            sum += TensorPrimitives.Sum<float>(LogRetrieval(PartOf(retrievalScores, from), logs));
        float mean = (float)(sum / rows.Length);
        for (int from = 0; from < rows.Length; from += Part)
        {
            var part = scores.Slice(from, Math.Min(Part, scores.Length - from));
            var told = LogRetrieval(PartOf(retrievalScores, from), logs);
            var logit = odds[..part.Length];
            TensorPrimitives.Clamp(part, Smallest, 1 - Smallest, part);
            TensorPrimitives.Subtract(1, part, logit);
            TensorPrimitives.Divide(part, logit, logit);
            TensorPrimitives.Log(logit, logit);
            TensorPrimitives.Subtract(told, mean, told);
            TensorPrimitives.MultiplyAdd(told, weight, logit, logit);
            TensorPrimitives.Sigmoid(logit, part);
        }
    }

    private static ReadOnlySpan<float> PartOf(ReadOnlySpan<float> values, int from) =>
        values.Slice(from, Math.Min(Part, values.Length - from));

    private static Span<float> LogRetrieval(ReadOnlySpan<float> scores, Span<float> logs)
    {
        logs = logs[..scores.Length];
        TensorPrimitives.Max(scores, SmallestRetrieval, logs);
        TensorPrimitives.Log(logs, logs);
        return logs;
    }
}
