namespace Recsys.VectorIndex;

/// <summary>
/// Sorts keys of a score above and a row below, by bytes of the score from the lowest on (LSD radix): comparisons of
/// scores in no order are guesses that the processor loses every second time. Rows of equal scores are sorted then.
/// </summary>
internal static class ScoreOrder
{
    private const int Digits = 256, Passes = 4;
    // Fewer are sorted by comparisons as fast.
    private const int Few = 96;

    /// <summary>Sorts keys, lowest first.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="room">Room for as many.</param>
    public static void Sort(Span<ulong> keys, Span<ulong> room)
    {
        if (keys.Length < Few)
        {
            keys.Sort();
            return;
        }
        Span<int> counts = stackalloc int[Passes * Digits];
        counts.Clear();
        foreach (ulong key in keys)
            for (int pass = 0; pass < Passes; pass++) counts[(pass * Digits) + Digit(key, pass)]++;
        Span<ulong> from = keys, to = room[..keys.Length];
        for (int pass = 0; pass < Passes; pass++)
        {
            var places = counts.Slice(pass * Digits, Digits);
            if (places[Digit(from[0], pass)] == from.Length) continue;
            int place = 0;
            foreach (ref int count in places) (count, place) = (place, place + count);
            foreach (ulong key in from) to[places[Digit(key, pass)]++] = key;
            var swapped = from;
            from = to;
            to = swapped;
        }
        if (from != keys) from.CopyTo(keys);
        SortTies(keys);
    }

    private static int Digit(ulong key, int pass) => (int)(key >> (32 + (8 * pass))) & (Digits - 1);

    private static void SortTies(Span<ulong> keys)
    {
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] >> 32 == keys[from] >> 32) to++;
            if (to > from + 1) keys[from..to].Sort();
            from = to;
        }
    }
}
