namespace Recsys.Training.Evaluation;

/// <summary>How well known each product is, and how alike two of them are.</summary>
internal sealed class ProductPopularity
{
    private readonly FeedbackMatrix _feedback;

    public ProductPopularity(FeedbackMatrix feedback)
    {
        _feedback = feedback;
        int items = feedback.ItemCount;
        Information = new double[items];
        Percentile = new double[items];
        // A product nobody had would tell infinitely much: it counts as if one more customer had it.
        for (int item = 0; item < items; item++)
            Information[item] = -Math.Log2(
                Math.Max(1.0, feedback.UsersOf(item).Length) / Math.Max(feedback.UserCount, 1));
        int[] order = [.. Enumerable.Range(0, items).OrderBy(item => feedback.UsersOf(item).Length)];
        for (int from = 0; from < items;)
        {
            int to = from;
            while (to < items && feedback.UsersOf(order[to]).Length == feedback.UsersOf(order[from]).Length) to++;
            // Products of equal popularity share the middle of their places.
            double place = items > 1 ? (from + to - 1) / 2.0 / (items - 1) : 1;
            for (int i = from; i < to; i++) Percentile[order[i]] = place;
            from = to;
        }
    }

    /// <summary>−log₂ of the share of customers who had each product, in bits.</summary>
    public double[] Information { get; }

    /// <summary>Place of each product by popularity, from 0 (least) to 1 (most).</summary>
    public double[] Percentile { get; }

    /// <summary>1 − the mean cosine between the customers of two products of a list; null for fewer than
    /// two.</summary>
    public double? Diversity(ReadOnlySpan<int> list)
    {
        if (list.Length < 2) return null;
        double sum = 0;
        for (int i = 1; i < list.Length; i++)
            for (int j = 0; j < i; j++) sum += Cosine(_feedback.UsersOf(list[i]), _feedback.UsersOf(list[j]));
        return 1 - sum / (list.Length * (list.Length - 1) / 2.0);
    }

    /// <summary>Gini coefficient of counts that are not negative; 0 where all are 0.</summary>
    public static double Gini(ReadOnlySpan<long> counts)
    {
        long[] sorted = counts.ToArray();
        Array.Sort(sorted);
        double sum = 0, weighted = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += sorted[i];
            weighted += (i + 1.0) * sorted[i];
        }
        return sum > 0 ? 2 * weighted / (sorted.Length * sum) - (sorted.Length + 1.0) / sorted.Length : 0;
    }

    private static double Cosine(ReadOnlySpan<int> one, ReadOnlySpan<int> two)
    {
        if (one.IsEmpty || two.IsEmpty) return 0;
        int common = 0;
        for (int i = 0, j = 0; i < one.Length && j < two.Length;)
        {
            int order = one[i].CompareTo(two[j]);
            if (order == 0) common++;
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return common / Math.Sqrt((double)one.Length * two.Length);
    }
}
