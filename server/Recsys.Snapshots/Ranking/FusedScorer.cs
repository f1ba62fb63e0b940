using System.Buffers;
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
    // Bounds a retrieval score of 0 to a finite logarithm.
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
        if (rows.IsEmpty || !UsesRetrieval(context)) return;
        float[] pooled = ArrayPool<float>.Shared.Rent(rows.Length);
        LogOdds.Shift(scores, FillOffsets(retrievalScores, pooled));
        ArrayPool<float>.Shared.Return(pooled);
    }

    /// <inheritdoc/>
    public void ScoreBest(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, int reach,
        Span<float> scores)
    {
        if (Ranker is not IScreeningScorer screening)
        {
            Score(context, rows, retrievalScores, scores);
            return;
        }
        if (rows.IsEmpty || !UsesRetrieval(context))
        {
            screening.ScoreBestShifted(context, rows, [], reach, scores);
            return;
        }
        float[] pooled = ArrayPool<float>.Shared.Rent(rows.Length);
        screening.ScoreBestShifted(context, rows, FillOffsets(retrievalScores, pooled), reach, scores);
        ArrayPool<float>.Shared.Return(pooled);
    }

    private bool UsesRetrieval(RecommendationContext context) => weight != 0 && context.Request.ExcludePurchased;

    private ReadOnlySpan<float> FillOffsets(ReadOnlySpan<float> retrievalScores, float[] pooled)
    {
        var offsets = pooled.AsSpan(0, retrievalScores.Length);
        TensorPrimitives.Max(retrievalScores, SmallestRetrieval, offsets);
        TensorPrimitives.Log(offsets, offsets);
        float mean = TensorPrimitives.Sum<float>(offsets) / offsets.Length;
        TensorPrimitives.Subtract(offsets, mean, offsets);
        TensorPrimitives.Multiply(offsets, weight, offsets);
        return offsets;
    }
}
