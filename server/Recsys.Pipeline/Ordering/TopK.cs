namespace Recsys.Pipeline.Ordering;

/// <summary>
/// The best k of n in O(n log k): a heap of k with the worst on top. Highest key first; equal keys by lowest row, so
/// that the result does not depend on the order of the input; NaN after every number.
/// </summary>
public static class TopK
{
    /// <summary>Selects and sorts.</summary>
    /// <param name="keys">One per candidate; higher is better.</param>
    /// <param name="rows">One per candidate, without repeats; breaks ties.</param>
    /// <param name="chosen">Filled with positions in <paramref name="keys"/>, best first; its length is k.</param>
    /// <returns>How many were chosen: the smaller of k and n.</returns>
    public static int Select(ReadOnlySpan<double> keys, ReadOnlySpan<int> rows, Span<int> chosen)
    {
        int size = Math.Min(chosen.Length, keys.Length);
        if (size == 0) return 0;
        for (int i = 0; i < size; i++) chosen[i] = i;
        var heap = chosen[..size];
        for (int i = size / 2 - 1; i >= 0; i--) SiftDown(keys, rows, heap, i);
        for (int i = size; i < keys.Length; i++)
        {
            if (!IsBefore(keys, rows, i, heap[0])) continue;
            heap[0] = i;
            SiftDown(keys, rows, heap, 0);
        }
        for (int last = size - 1; last > 0; last--)
        {
            (heap[0], heap[last]) = (heap[last], heap[0]);
            SiftDown(keys, rows, heap[..last], 0);
        }
        return size;
    }

    private static void SiftDown(ReadOnlySpan<double> keys, ReadOnlySpan<int> rows, Span<int> heap, int at)
    {
        int moving = heap[at];
        for (int child = 2 * at + 1; child < heap.Length; child = 2 * at + 1)
        {
            if (child + 1 < heap.Length && IsBefore(keys, rows, heap[child], heap[child + 1])) child++;
            if (!IsBefore(keys, rows, moving, heap[child])) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = moving;
    }

    private static bool IsBefore(ReadOnlySpan<double> keys, ReadOnlySpan<int> rows, int a, int b)
    {
        double left = keys[a], right = keys[b];
        if (left > right) return true;
        if (left < right) return false;
        // Here the two are equal or at least one is NaN.
        if (double.IsNaN(left) != double.IsNaN(right)) return double.IsNaN(right);
        return rows[a] < rows[b];
    }
}
