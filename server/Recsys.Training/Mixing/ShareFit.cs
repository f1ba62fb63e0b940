namespace Recsys.Training.Mixing;

/// <summary>
/// Finds how far down each source's list is worth looking: from the top of all lists, always on in the one whose next
/// products hold most of what is wanted and not yet found, per product that no other brought already, until the
/// candidates are used up. Coverage has falling returns, so that this comes near the best way there is (Khuller et al.
/// 1999, for the greedy cover within a budget). Products that several sources list cost one candidate, so that shares
/// sum to more than 1.
/// </summary>
internal static class ShareFit
{
    private const int Lot = 10;

    // Wanted products are few, so that the next ten alone tell little. From the nearest on.
    private static readonly int[] LotsAhead = [2, 5, 10];

    // Every source keeps a few places: tomorrow's customers are not those of the window.
    private const double Least = 0.02;

    /// <summary>Finds shares.</summary>
    /// <param name="lists">What the sources listed, by request.</param>
    /// <param name="sources">Sources.</param>
    /// <param name="candidates">Candidates of a request.</param>
    /// <returns>Share of each source: how many it is asked for, over the candidates.</returns>
    public static double[] Of(IReadOnlyList<SourceLists> lists, int sources, int candidates)
    {
        bool[][] taken = [.. lists.Select(list => new bool[list.Wanted.Length])];
        var places = new int[sources];
        for (long left = (long)candidates * lists.Count; left > 0;)
        {
            int best = -1;
            double rate = 0;
            for (int source = 0; source < sources; source++)
            {
                if (places[source] >= candidates) continue;
                double found = Rate(lists, taken, source, places[source]);
                if (found > rate) (best, rate) = (source, found);
            }
            if (best < 0) break;
            for (int i = 0; i < taken.Length; i++) left -= Take(lists[i].Places[best], taken[i], places[best]);
            places[best] += Lot;
        }
        return [.. places.Select(count => Math.Max((double)Math.Min(count, candidates) / candidates, Least))];
    }

    // Weight of what is wanted among the next products, per product that is new; the best of some ways to look ahead.
    private static double Rate(IReadOnlyList<SourceLists> lists, bool[][] taken, int source, int from)
    {
        Span<double> gains = stackalloc double[LotsAhead.Length];
        Span<long> costs = stackalloc long[LotsAhead.Length];
        for (int i = 0; i < lists.Count; i++)
        {
            int[] numbers = lists[i].Places[source];
            int place = from, found = 0, cost = 0;
            for (int ahead = 0; ahead < LotsAhead.Length; ahead++)
            {
                int to = Math.Min(from + (LotsAhead[ahead] * Lot), numbers.Length);
                for (; place < to; place++)
                {
                    if (taken[i][numbers[place]]) continue;
                    cost++;
                    if (lists[i].Wanted[numbers[place]]) found++;
                }
                gains[ahead] += found * lists[i].Weight;
                costs[ahead] += cost;
            }
        }
        double best = 0;
        for (int ahead = 0; ahead < LotsAhead.Length; ahead++)
            if (costs[ahead] > 0) best = Math.Max(best, gains[ahead] / costs[ahead]);
        return best;
    }

    private static int Take(int[] numbers, bool[] taken, int from)
    {
        int added = 0;
        for (int place = from; place < Math.Min(from + Lot, numbers.Length); place++)
        {
            if (taken[numbers[place]]) continue;
            taken[numbers[place]] = true;
            added++;
        }
        return added;
    }
}
