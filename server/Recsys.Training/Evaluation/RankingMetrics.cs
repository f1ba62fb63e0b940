namespace Recsys.Training.Evaluation;

/// <summary>Measures of ranked lists.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// Scores one ranked list. DCG is Σ 1 / log₂(position + 1) over hits, positions from 1 (Järvelin and Kekäläinen,
    /// 2002).
    /// </summary>
    /// <param name="ranked">Items, best first, without repeats; may be shorter than <paramref name="k"/>.</param>
    /// <param name="relevant">The customer's test items, at least one.</param>
    /// <param name="k">Cut-off, at least 1.</param>
    public static RankingScores Score(ReadOnlySpan<int> ranked, IReadOnlySet<int> relevant, int k)
    {
        ArgumentNullException.ThrowIfNull(relevant);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        if (relevant.Count == 0) throw new ArgumentException("There is nothing to find.", nameof(relevant));
        int hits = 0, first = 0;
        double gain = 0;
        for (int i = 0; i < Math.Min(k, ranked.Length); i++)
        {
            if (!relevant.Contains(ranked[i])) continue;
            hits++;
            if (first == 0) first = i + 1;
            gain += Discount(i);
        }
        double ideal = 0;
        for (int i = 0; i < Math.Min(k, relevant.Count); i++) ideal += Discount(i);
        return new RankingScores(
            (double)hits / relevant.Count, gain / ideal, hits > 0 ? 1 : 0, (double)hits / k,
            first > 0 ? 1.0 / first : 0);
    }

    private static double Discount(int index) => 1 / Math.Log2(index + 2);
}
