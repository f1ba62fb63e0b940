using System.Buffers;
using System.Numerics.Tensors;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.Ranking;

namespace Recsys.Snapshots.Mixing;

/// <summary>
/// A ranker's log odds and what sources and features say of the candidates, added up with weights that the version
/// learned (<see cref="Mix"/>): logit(score) = bias + ranker · logit(ranker's probability) + Σ weight · signal.
/// </summary>
public sealed class MixScorer : IScorer
{
    private readonly Mix _mix;
    private readonly Segment _newProducts;
    private readonly Segment _allProducts;

    /// <summary>Makes the scorer of a pipeline.</summary>
    /// <param name="ranker">The ranker; its scores must be probabilities.</param>
    /// <param name="signals">The pipeline's signals.</param>
    /// <param name="mix">The weights.</param>
    public MixScorer(IScorer ranker, MixSignals signals, Mix mix)
    {
        ArgumentNullException.ThrowIfNull(ranker);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(mix);
        (Ranker, Signals, _mix) = (ranker, signals, mix);
        (_newProducts, _allProducts) = (Segment.Of(mix.NewProducts, signals), Segment.Of(mix.AllProducts, signals));
    }

    /// <summary>The ranker alone.</summary>
    public IScorer Ranker { get; }

    /// <summary>What is weighed beside it.</summary>
    public MixSignals Signals { get; }

    /// <summary>The same mix for a pipeline of other sources.</summary>
    /// <param name="sources">Its sources, in its order.</param>
    public MixScorer Of(IReadOnlyList<WeightedSource> sources) => new(Ranker, Signals.Of(sources), _mix);

    /// <inheritdoc/>
    public string Name => Ranker.Name;

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        Ranker.Score(context, rows, retrievalScores, scores);
        var weights = WeightsFor(context);
        if (weights.IsRankerAlone || rows.IsEmpty) return;
        float[] pooled = ArrayPool<float>.Shared.Rent(rows.Length);
        LogOdds.Shift(scores, weights.Ranker, FillOffsets(context, rows, retrievalScores, weights, pooled));
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
        var weights = WeightsFor(context);
        if (weights.IsRankerAlone || rows.IsEmpty)
        {
            screening.ScoreBestShifted(context, rows, 1, [], reach, scores);
            return;
        }
        float[] pooled = ArrayPool<float>.Shared.Rent(rows.Length);
        screening.ScoreBestShifted(
            context, rows, weights.Ranker, FillOffsets(context, rows, retrievalScores, weights, pooled), reach, scores);
        ArrayPool<float>.Shared.Return(pooled);
    }

    private Segment WeightsFor(RecommendationContext context) =>
        context.Request.ExcludePurchased ? _newProducts : _allProducts;

    private ReadOnlySpan<float> FillOffsets(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrieval, Segment weights,
        float[] pooled)
    {
        var offsets = pooled.AsSpan(0, rows.Length);
        Signals.Sum(context, rows, retrieval, weights.Weights, offsets);
        if (weights.Bias != 0) TensorPrimitives.Add(offsets, weights.Bias, offsets);
        return offsets;
    }

    private sealed record Segment(float Bias, float Ranker, float[] Weights, bool IsRankerAlone)
    {
        public static Segment Of(MixWeights weights, MixSignals signals)
        {
            float[] inOrder = signals.InOrder(weights);
            bool alone = weights.Bias == 0 && weights.Ranker == 1 && !inOrder.AsSpan().ContainsAnyExcept(0f);
            return new Segment(weights.Bias, weights.Ranker, inOrder, alone);
        }
    }
}
