using System.Buffers;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Similar;

namespace Recsys.Snapshots.Session;

/// <summary>
/// Neighbours of what was looked at in this session, for customers and for visitors of whom nothing else is known. An
/// event's weight is its interest · <see cref="RankDecay"/>^rank · ½^(age / <see cref="HalfLifeMinutes"/>), rank and
/// age counted from the session's latest event; a neighbour's score is the sum over the events of weight · its weight
/// among the event's neighbours, whose best counts 1. Neighbours are those of the item-to-item table and, for a product
/// it does not know, those by vector.
/// </summary>
internal sealed class SessionSource : ICandidateSource
{
    /// <summary>What each further product of the session counts against the one after it.</summary>
    public const double RankDecay = 0.8;

    /// <summary>Age in minutes, before the session's latest event, at which an event counts half.</summary>
    public const double HalfLifeMinutes = 30;

    private const int MaxProducts = 10;
    private const int NearestByVector = 50;
    private readonly ItemNeighbors _neighbors;
    private readonly ModelRows _rows;
    private readonly ItemEmbeddingSource? _vectors;
    private readonly RequestSums _sums;

    /// <summary>Makes the source of a version's parts.</summary>
    /// <param name="neighbors">The item-to-item table, by model row.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    /// <param name="vectors">Finds neighbours by vector; null leaves such products out.</param>
    public SessionSource(ItemNeighbors neighbors, ModelRows rows, ItemEmbeddingSource? vectors)
    {
        (_neighbors, _rows, _vectors) = (neighbors, rows, vectors);
        _sums = new RequestSums(Sum);
    }

    /// <inheritdoc/>
    public string Name => "session";

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context) => context.Request.SessionEvents.Count > 0;

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores) =>
        _sums.Of(context).TakeBest(found, scores, context.Screen);

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var sums = _sums.Of(context);
        for (int i = 0; i < rows.Length; i++) scores[i] = sums.Of(rows[i]);
        return true;
    }

    private void Sum(RecommendationContext context, SparseScores sums)
    {
        Span<int> seen = stackalloc int[MaxProducts];
        Span<float> weights = stackalloc float[MaxProducts];
        int count = Latest(context.Request.SessionEvents, seen, weights);
        for (int i = 0; i < count; i++)
            if (!SpreadTable(seen[i], weights[i], sums)) SpreadVectors(context, seen[i], weights[i], sums);
        for (int i = 0; i < sums.Count; i++)
            if (seen[..count].Contains(sums.Rows[i])) sums.Sums[i] = 0;
    }

    // The latest different products, latest first. Events of the store and of the request come one after the other, so
    // their order says little.
    private static int Latest(IReadOnlyList<HistoryEvent> events, Span<int> products, Span<float> weights)
    {
        int count = 0;
        long latestMs = 0;
        for (; count < products.Length; count++)
        {
            int next = -1;
            for (int i = events.Count - 1; i >= 0; i--)
                if ((next < 0 || events[i].TimeMs > events[next].TimeMs)
                    && !products[..count].Contains(events[i].ProductRow))
                    next = i;
            if (next < 0) return count;
            products[count] = events[next].ProductRow;
            if (count == 0) latestMs = events[next].TimeMs;
            double age = (latestMs - events[next].TimeMs) / 60_000.0;
            double decay = Math.Pow(RankDecay, count) * Math.Pow(0.5, age / HalfLifeMinutes);
            weights[count] = (float)(StrongestInterest(events, products[count]) * decay);
        }
        return count;
    }

    private static float StrongestInterest(IReadOnlyList<HistoryEvent> events, int product)
    {
        float strongest = 0;
        for (int i = 0; i < events.Count; i++)
            if (events[i].ProductRow == product) strongest = Math.Max(strongest, InterestWeight.Of(events[i].Type));
        return strongest;
    }

    /// <returns>Whether the table knows any neighbour.</returns>
    private bool SpreadTable(int product, float weight, SparseScores sums)
    {
        int model = _rows.ToModel(product);
        var near = _neighbors.RowsOf(model);
        var likeness = _neighbors.WeightsOf(model);
        // Weights fall, and from 0 on a neighbour speaks against the product.
        if (near.IsEmpty || !(likeness[0] > 0)) return false;
        for (int i = 0; i < near.Length && likeness[i] > 0; i++)
        {
            int row = _rows.ToCatalogue(near[i]);
            if (row >= 0) sums.Add(row, weight * likeness[i] / likeness[0]);
        }
        return true;
    }

    private void SpreadVectors(RecommendationContext context, int product, float weight, SparseScores sums)
    {
        if (_vectors is null) return;
        var near = ArrayPool<int>.Shared.Rent(NearestByVector);
        var likeness = ArrayPool<float>.Shared.Rent(NearestByVector);
        try
        {
            int count = _vectors.Nearest(
                context, product, near.AsSpan(0, NearestByVector), likeness.AsSpan(0, NearestByVector));
            float best = 0;
            for (int i = 0; i < count && likeness[i] > 0; i++)
            {
                // The product is its own nearest.
                if (near[i] == product) continue;
                best = Math.Max(best, likeness[i]);
                sums.Add(near[i], weight * likeness[i] / best);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(near);
            ArrayPool<float>.Shared.Return(likeness);
        }
    }
}
