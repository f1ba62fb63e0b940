using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// Neighbours of what the customer was interested in: score = Σ weight(event) · neighbour weight, times the neighbour's
/// recent share, so that taste meets season. An event's weight is its interest, halved for every
/// <see cref="HalfLifeDays"/> of age.
/// </summary>
/// <param name="neighbors">The item-to-item table, by model row.</param>
/// <param name="popularity">What is popular, by model row.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class ItemNeighborSource(
    ItemNeighbors neighbors, PopularityTable popularity, ModelRows rows) : ICandidateSource
{
    /// <summary>Age in days at which an event counts half: taste is slow, the season is in the recent share.</summary>
    public const double HalfLifeDays = 365;

    private const int MaxProducts = 512;
    private readonly RequestScratch<SparseScores> _pool = new(() => new SparseScores());

    /// <inheritdoc/>
    public string Name => "item_neighbors";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        var sums = _pool.Rent();
        sums.Clear();
        var history = _pool.Rent();
        history.Clear();
        try
        {
            ReadHistory(context, history);
            for (int i = 0; i < history.Count; i++) Spread(history.Rows[i], history.Sums[i], sums);
            var totals = sums.Sums;
            var candidates = sums.Rows;
            for (int i = 0; i < totals.Length; i++)
            {
                totals[i] = rows.ToCatalogue(candidates[i]) < 0
                    ? 0
                    : totals[i] * popularity.RecentShares[candidates[i]];
            }
            int count = sums.TakeBest(found, scores, context.Screen, rows);
            for (int i = 0; i < count; i++) found[i] = rows.ToCatalogue(found[i]);
            return count;
        }
        finally
        {
            _pool.Return(sums);
            _pool.Return(history);
        }
    }

    // A product counts once, with the weight of the event that says most: what somebody bought ten times is no ten
    // products.
    private void ReadHistory(RecommendationContext context, SparseScores history)
    {
        var events = context.User.Events;
        double oldest = 1;
        for (int i = events.Count - 1; i >= 0 && history.Count < MaxProducts; i--)
        {
            var item = events[i];
            double age = Math.Max(0, context.NowMs - item.TimeMs) / ItemStatistics.DayMs;
            oldest = Math.Pow(0.5, age / HalfLifeDays);
            int modelRow = rows.ToModel(item.ProductRow);
            if (modelRow >= 0) Raise(history, modelRow, (float)(oldest * InterestWeight.Of(item.Type)));
        }
        // Products bought before the events that are kept: their times are gone, so they count as the oldest that is
        // left.
        if (context.User.PurchaseCount <= events.Count) return;
        foreach (int row in context.User.PurchasedRows)
        {
            if (history.Count >= MaxProducts) return;
            int modelRow = rows.ToModel(row);
            if (modelRow >= 0) Raise(history, modelRow, (float)oldest);
        }
    }

    private static void Raise(SparseScores history, int modelRow, float weight)
    {
        int before = history.Count;
        history.Add(modelRow, 0);
        int at = history.Count > before ? before : history.IndexOf(modelRow);
        history.Sums[at] = Math.Max(history.Sums[at], weight);
    }

    private void Spread(int modelRow, float weight, SparseScores sums)
    {
        var targets = neighbors.RowsOf(modelRow);
        var weights = neighbors.WeightsOf(modelRow);
        for (int i = 0; i < targets.Length; i++) sums.Add(targets[i], weight * weights[i]);
    }
}
