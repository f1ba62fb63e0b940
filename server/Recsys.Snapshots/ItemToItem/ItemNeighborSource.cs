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
        sums.Clear(neighbors.Count);
        var history = _pool.Rent();
        history.Clear();
        try
        {
            ReadHistory(context, history);
            for (int i = 0; i < history.Count; i++)
            {
                int row = history.Rows[i];
                sums.Add(neighbors.RowsOf(row), neighbors.WeightsOf(row), history.Sums[i]);
            }
            var shares = popularity.RecentShares;
            var totals = sums.Sums;
            var candidates = sums.Rows;
            for (int i = 0; i < totals.Length; i++) totals[i] *= shares[candidates[i]];
            // What was bought is what was bought together with it, so most of it is among the best.
            int away = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
            return sums.TakeBest(found, scores, context.Screen, rows, away);
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
        var events = context.User.Events.Span;
        Span<double> decays = stackalloc double[UserHistory.Capacity];
        decays = decays[..events.Length];
        for (int i = 0; i < events.Length; i++)
            decays[i] = Math.Max(0, context.NowMs - events[i].TimeMs) / ItemStatistics.DayMs;
        ColumnMath.Decay(decays, HalfLifeDays, decays);
        for (int i = events.Length - 1; i >= 0 && history.Count < MaxProducts; i--)
        {
            int modelRow = rows.ToModel(events[i].ProductRow);
            if (modelRow >= 0) history.Raise(modelRow, (float)(decays[i] * InterestWeight.Of(events[i].Type)));
        }
        // Products bought before the events that are kept: their times are gone, so they count as the oldest that is
        // left.
        if (context.User.PurchaseCount <= events.Length) return;
        float oldest = events.Length > 0 ? (float)decays[0] : 1;
        foreach (int row in context.User.PurchasedRows.Rows)
        {
            if (history.Count >= MaxProducts) return;
            int modelRow = rows.ToModel(row);
            if (modelRow >= 0) history.Raise(modelRow, oldest);
        }
    }
}
