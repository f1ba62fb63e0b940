using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Popularity;
using Recsys.Training.Popularity;

namespace Recsys.Synthetic;

/// <summary>What interactions say of products: the counters and the popularity that a trained version has.</summary>
internal static class Counters
{
    /// <summary>Replays all interactions.</summary>
    public static ItemStatistics Statistics(SyntheticShape shape, EventTable events, CancellationToken cancellation)
    {
        var statistics = new ItemStatistics(shape.Products);
        var bought = new HashSet<long>();
        for (int position = 0; position < events.Count; position++)
        {
            if ((position & 0xFFFFF) == 0) cancellation.ThrowIfCancellationRequested();
            var what = events.At(position);
            long pair = ((long)events.Customer(position) << 32) | (uint)what.ProductRow;
            statistics.Apply(what, bought.Contains(pair));
            if (what.Type == InteractionType.Purchase) bought.Add(pair);
        }
        return statistics;
    }

    /// <summary>Counts what is popular, as <see cref="PopularityBuilder"/> does, without a table of products.</summary>
    public static PopularityTable Popularity(ShopMaking shop, EventTable events)
    {
        var options = new PopularityOptions();
        int products = shop.Shape.Products;
        var total = new float[products];
        var recent = new float[products];
        var latest = new float[products];
        var byCountry = new float[HistoryLaw.Countries.Count][];
        for (int country = 0; country < byCountry.Length; country++) byCountry[country] = new float[products];
        for (int position = 0; position < events.Count; position++)
        {
            var what = events.At(position);
            float weight = InterestWeight.Of(what.Type);
            double age = (shop.EndMs - what.TimeMs) / ItemStatistics.DayMs;
            float now = weight * (float)Math.Pow(0.5, age / options.HalfLifeDays);
            total[what.ProductRow] += weight;
            recent[what.ProductRow] += now;
            latest[what.ProductRow] += weight * (float)Math.Pow(0.5, age / options.TrendHalfLifeDays);
            byCountry[shop.Histories.CountryOf(events.Customer(position))][what.ProductRow] += now;
        }
        var lists = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        for (int country = 0; country < byCountry.Length; country++)
            lists[HistoryLaw.Countries[country]] = Best(byCountry[country], options.ListLength);
        return new PopularityTable(
            recent, total, Best(recent, options.ListLength), Best(Growth(latest, recent, options), options.ListLength),
            lists);
    }

    private static float[] Growth(float[] latest, float[] recent, PopularityOptions options)
    {
        float scale = (float)(options.TrendHalfLifeDays / options.HalfLifeDays);
        float smoothing = (float)options.TrendSmoothing * scale;
        for (int row = 0; row < latest.Length; row++)
        {
            float ratio = (latest[row] + smoothing) / ((recent[row] * scale) + smoothing);
            latest[row] = ratio > 1 ? ratio : 0;
        }
        return latest;
    }

    private static int[] Best(float[] counts, int length)
    {
        // Of equal counts the lower row is better: the worst is on top.
        var best = new PriorityQueue<int, (float Count, int Row)>(length + 1);
        for (int row = 0; row < counts.Length; row++)
        {
            if (counts[row] <= 0) continue;
            if (best.Count < length) best.Enqueue(row, (counts[row], -row));
            else best.EnqueueDequeue(row, (counts[row], -row));
        }
        var rows = new int[best.Count];
        for (int i = rows.Length - 1; i >= 0; i--) rows[i] = best.Dequeue();
        return rows;
    }
}
