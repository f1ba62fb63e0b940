namespace Recsys.Training.Mixing;

/// <summary>
/// Divides candidates among sources by what each brings that the others do not: places are given out a lot at a time,
/// always to the source whose next ones find most per place of what is not found yet. Coverage has falling returns, so
/// that this comes within 1 − 1/e of the best division (Nemhauser et al. 1978), in practice next to it.
/// </summary>
internal static class ShareFit
{
    private const int Lot = 10;

    // A source that finds nothing among the next few may do so further down.
    private static readonly int[] LotsAhead = [1, 2, 5, 10];

    // Every source keeps a few places: tomorrow's customers are not those of the window.
    private const double Least = 0.02;

    /// <summary>Divides.</summary>
    /// <param name="hits">What the sources found.</param>
    /// <param name="candidates">Places.</param>
    /// <returns>Share of each source, which sum to 1.</returns>
    public static double[] Of(SourceHits hits, int candidates)
    {
        var places = new int[hits.Sources];
        var found = new bool[hits.Weights.Count];
        for (int left = candidates; left > 0;)
        {
            var (source, lots) = Best(hits, places, found);
            if (source < 0) break;
            int taken = Math.Min(lots * Lot, left);
            for (int i = 0; i < found.Length; i++) found[i] |= hits.Place(i, source) < places[source] + taken;
            places[source] += taken;
            left -= taken;
        }
        double[] shares = [.. places.Select(count => Math.Max((double)count / candidates, Least))];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static (int Source, int Lots) Best(SourceHits hits, int[] places, bool[] found)
    {
        var gains = new double[hits.Sources * LotsAhead.Length];
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i]) continue;
            for (int source = 0; source < hits.Sources; source++)
            {
                long ahead = (long)hits.Place(i, source) - places[source];
                for (int l = LotsAhead.Length - 1; l >= 0 && ahead < LotsAhead[l] * Lot; l--)
                    gains[(source * LotsAhead.Length) + l] += hits.Weights[i] / LotsAhead[l];
            }
        }
        int best = -1;
        for (int i = 0; i < gains.Length; i++)
            if (gains[i] > (best < 0 ? 0 : gains[best])) best = i;
        return best < 0 ? (-1, 0) : (best / LotsAhead.Length, LotsAhead[best % LotsAhead.Length]);
    }
}
