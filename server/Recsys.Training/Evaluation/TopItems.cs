namespace Recsys.Training.Evaluation;

/// <summary>Chooses the best of many scores without sorting them all.</summary>
internal static class TopItems
{
    /// <summary>
    /// Fills the positions of the highest scores, best first, equal ones in order of position. −∞ and NaN are never
    /// chosen.
    /// </summary>
    /// <returns>How many were filled.</returns>
    public static int Select(ReadOnlySpan<float> scores, Span<int> best)
    {
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!(scores[i] > float.NegativeInfinity)) continue;
            if (count < best.Length)
            {
                best[count] = i;
                SiftUp(scores, best, count++);
            }
            else if (count > 0 && Better(scores, i, best[0]))
            {
                best[0] = i;
                SiftDown(scores, best[..count], 0);
            }
        }
        // The heap has its worst on top: taking it off the end one by one leaves the best first.
        for (int end = count - 1; end > 0; end--)
        {
            (best[0], best[end]) = (best[end], best[0]);
            SiftDown(scores, best[..end], 0);
        }
        return count;
    }

    private static bool Better(ReadOnlySpan<float> scores, int a, int b) =>
        scores[a] > scores[b] || (scores[a] == scores[b] && a < b);

    private static void SiftUp(ReadOnlySpan<float> scores, Span<int> heap, int at)
    {
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!Better(scores, heap[parent], heap[at])) return;
            (heap[parent], heap[at]) = (heap[at], heap[parent]);
            at = parent;
        }
    }

    private static void SiftDown(ReadOnlySpan<float> scores, Span<int> heap, int at)
    {
        while (true)
        {
            int worst = at, left = 2 * at + 1;
            for (int child = left; child < Math.Min(left + 2, heap.Length); child++)
                if (Better(scores, heap[worst], heap[child])) worst = child;
            if (worst == at) return;
            (heap[at], heap[worst]) = (heap[worst], heap[at]);
            at = worst;
        }
    }
}
