using System.Buffers;

namespace Recsys.Pipeline.Ordering;

/// <summary>
/// Maximal marginal relevance (Carbonell and Goldstein 1998): products are chosen one by one, each the best by
/// <c>(1 − w) · relevance − w · greatest similarity to one chosen before</c>. Relevance is the ordering's key, scaled
/// to [0, 1] over the candidates looked at: the best 4 K, but no more than 500, which bounds the work
/// at 500 × 500 similarities for the largest page.
/// </summary>
internal static class DiversityRule
{
    private const int PoolFactor = 4;
    private const int MaxPool = 500;

    /// <summary>How many of the best keys a page is chosen from.</summary>
    public static int Pool(int pageSize) => Math.Max(pageSize, Math.Min(pageSize * PoolFactor, MaxPool));

    public static int Choose(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<double> keys, float weight,
        Span<int> chosen)
    {
        int pool = Math.Min(keys.Length, Pool(chosen.Length));
        int[] positions = ArrayPool<int>.Shared.Rent(Math.Max(pool, 1));
        double[] similarity = ArrayPool<double>.Shared.Rent(Math.Max(pool, 1));
        try
        {
            var best = positions.AsSpan(0, pool);
            TopK.Select(keys, rows, best);
            return Pick(context, rows, keys, weight, best, similarity.AsSpan(0, pool), chosen);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(positions);
            ArrayPool<double>.Shared.Return(similarity);
        }
    }

    private static int Pick(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<double> keys, float weight,
        Span<int> pool, Span<double> similarity, Span<int> chosen)
    {
        var (lowest, range) = RangeOf(keys, pool);
        similarity.Clear();
        int count = Math.Min(chosen.Length, pool.Length);
        for (int place = 0; place < count; place++)
        {
            int pick = -1;
            double pickValue = 0;
            for (int i = 0; i < pool.Length; i++)
            {
                if (pool[i] < 0) continue;
                double value = (1 - weight) * Relevance(keys[pool[i]], lowest, range) - weight * similarity[i];
                // The pool is sorted, so the first of equals is the one the plain order prefers; NaN loses to all.
                if (pick >= 0 && !(value > pickValue || (double.IsNaN(pickValue) && !double.IsNaN(value)))) continue;
                (pick, pickValue) = (i, value);
            }
            chosen[place] = pool[pick];
            pool[pick] = -1;
            RaiseSimilarity(context, rows, pool, similarity, rows[chosen[place]]);
        }
        return count;
    }

    private static double Relevance(double key, double lowest, double range) =>
        double.IsNaN(key) ? key : range > 0 ? (key - lowest) / range : 1;

    private static void RaiseSimilarity(
        RecommendationContext context, ReadOnlySpan<int> rows, Span<int> pool, Span<double> similarity, int chosenRow)
    {
        var chosen = context.Products[chosenRow];
        if (!chosen.Exists) return;
        for (int i = 0; i < pool.Length; i++)
        {
            if (pool[i] < 0) continue;
            var other = context.Products[rows[pool[i]]];
            if (other.Exists) similarity[i] = Math.Max(similarity[i], ProductSimilarity.Of(chosen, other));
        }
    }

    private static (double Lowest, double Range) RangeOf(ReadOnlySpan<double> keys, ReadOnlySpan<int> pool)
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        foreach (int position in pool)
        {
            double key = keys[position];
            if (!double.IsFinite(key)) continue;
            lowest = Math.Min(lowest, key);
            highest = Math.Max(highest, key);
        }
        return (lowest, highest - lowest);
    }
}
