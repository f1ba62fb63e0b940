using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Features;

/// <summary>A user's features by their definitions, event by event: what <see cref="UserProfile"/> must give.</summary>
internal sealed class PlainProfile(ItemColumns items, ItemNeighbors neighbors, UserHistory history, long nowMs)
{
    private const double Day = SmallModel.Day;

    private HistoryEvent[] Events => [.. history.Events];

    public IEnumerable<int> TowerRows =>
        Events.Reverse().Select(item => item.ProductRow).Distinct().Take(FeatureWorkflow.TowerHistory);

    public double[] Dense()
    {
        double[] prices = [.. Events.Where(item => item.Price > 0).Select(item => Math.Log(item.Price))];
        double mean = prices.Length > 0 ? prices.Average() : double.NaN;
        double distinct = history.PurchasedRows.Count;
        return
        [
            Math.Log(1.0 + history.TotalCount), Math.Log(1.0 + history.PurchaseCount), Math.Log(1 + distinct),
            Math.Log(1.0 + Events.Count(item => nowMs - item.TimeMs <= 30 * Day)),
            Math.Log(1.0 + Events.Count(item => history.LastTimeMs - item.TimeMs <= Day)),
            LogDays(nowMs - history.LastTimeMs), LogDays(nowMs - history.FirstTimeMs),
            Math.Log(1 + (history.TotalSpend / history.PurchaseCount)), mean,
            Math.Sqrt(Math.Max(0, prices.Select(price => price * price).DefaultIfEmpty(double.NaN).Average()
                - (mean * mean))),
            Events.Average(item => Math.Log(1.0 + item.Quantity)), 1 - (distinct / history.PurchaseCount),
        ];
    }

    public double Recent(int row) => Of(row).Max(item => Weight(item, UserProfile.RecentHalfLifeDays));

    public double[] Cross(int row, float dot)
    {
        var known = Events.Select(item => item.ProductRow).Distinct().ToArray();
        double affinity = known.Sum(own => WeightTo(own, row));
        double best = Enumerable.Range(0, items.Rows).Max(any => known.Sum(own => WeightTo(own, any)));
        int purchases = Of(row).Count(item => item.Type == InteractionType.Purchase);
        int category = items.Content.Category(row);
        double same = category == 0 ? 0 : Events.Count(item => items.Content.Category(item.ProductRow) == category);
        return
        [
            dot, LogAffinity(affinity), LogAffinity(known.Sum(own => WeightTo(own, row) * Recent(own))),
            LogAffinity(affinity) - LogAffinity(best), same / Events.Length,
            Math.Abs(items.LogPrice(row) - Dense()[8]), history.PurchasedRows.Contains(row) ? 1 : 0,
            Math.Log(1 + purchases),
            purchases == 0
                ? double.NaN
                : LogDays(nowMs - Of(row).Where(item => item.Type == InteractionType.Purchase).Max(i => i.TimeMs)),
            Math.Log(Of(row).Sum(item => Weight(item, UserProfile.PersonalHalfLifeDays)) + 0.01),
        ];
    }

    private IEnumerable<HistoryEvent> Of(int row) => Events.Where(item => item.ProductRow == row);

    private double Weight(HistoryEvent item, double halfLife) => InterestWeight.Of(item.Type)
        * Math.Pow(0.5, Math.Max(0, history.LastTimeMs - item.TimeMs) / Day / halfLife);

    private double WeightTo(int own, int row)
    {
        int from = items.Content.ModelRow(own), to = items.Content.ModelRow(row);
        int at = neighbors.RowsOf(from).IndexOf(to);
        return at < 0 ? 0 : neighbors.WeightsOf(from)[at];
    }

    private static double LogAffinity(double sum) => Math.Log(Math.Max(sum, 0) + 1e-3);

    private static double LogDays(double elapsedMs) => Math.Log(1 + (Math.Max(0, elapsedMs) / Day));
}
