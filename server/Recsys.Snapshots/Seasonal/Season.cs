using System.Numerics.Tensors;

namespace Recsys.Snapshots.Seasonal;

/// <summary>What was wanted in one season, by model row.</summary>
public sealed class Season
{
    /// <summary>Most products that are listed.</summary>
    public const int MaxListed = 2_000;

    private readonly float[] _scores;

    private Season(int period, float[] scores, int[] best) => (Period, _scores, Best) = (period, scores, best);

    /// <summary>Number of the season's first period.</summary>
    public int Period { get; }

    /// <summary>Rows that were wanted most, most first; at most <see cref="MaxListed"/>.</summary>
    public int[] Best { get; }

    /// <summary>ln(1 + interactions of the season), 0 for a product that had none.</summary>
    public float this[int row] => _scores[row];

    /// <summary>Adds up a season's periods.</summary>
    internal static Season Of(SeasonTable table, int period)
    {
        var scores = new float[table.Products];
        for (int ahead = 0; ahead < SeasonTable.PeriodsAhead; ahead++)
        {
            int of = (period + ahead) % SeasonTable.Periods;
            int[] rows = table.Rows[of];
            float[] counts = table.Counts[of];
            for (int i = 0; i < rows.Length; i++) scores[rows[i]] += counts[i];
        }
        TensorPrimitives.Add(scores, 1f, scores);
        TensorPrimitives.Log(scores, scores);
        var all = new int[scores.Length];
        for (int row = 0; row < all.Length; row++) all[row] = row;
        var order = new BestRows();
        order.Begin(all, scores);
        var best = new int[Math.Min(MaxListed, all.Length)];
        return new Season(period, scores, best[..order.Take(best, new float[best.Length])]);
    }
}
