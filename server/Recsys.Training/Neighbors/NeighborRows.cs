using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Takes an item-to-item table row by row, in any order and from any thread, each item's row once. Rows that never came
/// are empty.
/// </summary>
/// <param name="items">Items.</param>
internal sealed class NeighborRows(int items)
{
    private const int StepItems = 256;

    private readonly int[][] _rows = new int[items][];
    private readonly float[][] _weights = new float[items][];

    /// <summary>Sets an item's row to the largest of weights by magnitude; 0 and the item itself are none.</summary>
    /// <param name="item">The item.</param>
    /// <param name="weights">By item; fewer than there are items leaves the last ones out.</param>
    /// <param name="count">Most that are kept; ties go to the lower row.</param>
    public void SetLargest(int item, ReadOnlySpan<float> weights, int count)
    {
        var kept = new LargestWeights(count);
        for (int other = 0; other < weights.Length; other++)
            if (other != item) kept.Offer(other, weights[other]);
        Set(item, kept.Rows, kept.Weights);
    }

    /// <summary>Sets an item's row; it is put in order.</summary>
    public void Set(int item, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights)
    {
        int[] to = rows.ToArray();
        float[] values = weights.ToArray();
        var keys = new (float Weight, int Row)[to.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = (-values[i], to[i]);
        Array.Sort(keys);
        for (int i = 0; i < keys.Length; i++) (values[i], to[i]) = (-keys[i].Weight, keys[i].Row);
        (_rows[item], _weights[item]) = (to, values);
    }

    /// <summary>The table.</summary>
    public ItemNeighbors Build()
    {
        var offsets = new int[items + 1];
        for (int item = 0; item < items; item++)
            offsets[item + 1] = checked(offsets[item] + (_rows[item]?.Length ?? 0));
        var rows = new int[offsets[items]];
        var weights = new float[offsets[items]];
        for (int item = 0; item < items; item++)
        {
            _rows[item]?.CopyTo(rows, offsets[item]);
            _weights[item]?.CopyTo(weights, offsets[item]);
        }
        return new ItemNeighbors(offsets, rows, weights);
    }

    /// <summary>
    /// The table the other way round: what was set as an item's row says what others bring to it.
    /// </summary>
    /// <param name="count">Most that are kept of each row, the largest by magnitude.</param>
    public ItemNeighbors BuildTransposed(int count) => Turned(items, _rows, _weights, count);

    /// <summary>A table the other way round.</summary>
    /// <param name="items">Items of the result.</param>
    /// <param name="heard">By item, in any order, those that bring something to it; an item may be null or
    /// missing.</param>
    /// <param name="weights">How much each of them does.</param>
    /// <param name="count">Most that are kept of what an item brings to others, the largest by magnitude.</param>
    public static ItemNeighbors Turned(int items, int[]?[] heard, float[]?[] weights, int count)
    {
        var starts = new int[items + 1];
        foreach (int[]? row in heard)
            foreach (int other in row ?? []) starts[other + 1]++;
        for (int item = 0; item < items; item++) starts[item + 1] = checked(starts[item + 1] + starts[item]);
        var next = starts.AsSpan(0, items).ToArray();
        var rows = new int[starts[items]];
        var brought = new float[starts[items]];
        for (int item = 0; item < heard.Length; item++)
            for (int i = 0; i < (heard[item]?.Length ?? 0); i++)
            {
                int at = next[heard[item]![i]]++;
                (rows[at], brought[at]) = (item, weights[item]![i]);
            }
        var turned = new NeighborRows(items);
        BlockWork.Run(items, StepItems, (from, to) =>
        {
            var kept = new LargestWeights(count);
            for (int item = from; item < to; item++)
            {
                kept.Clear();
                for (int at = starts[item]; at < starts[item + 1]; at++) kept.Offer(rows[at], brought[at]);
                turned.Set(item, kept.Rows, kept.Weights);
            }
        });
        return turned.Build();
    }
}
