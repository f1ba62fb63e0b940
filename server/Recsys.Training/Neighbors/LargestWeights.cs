namespace Recsys.Training.Neighbors;

/// <summary>
/// Keeps the largest weights by magnitude, the others are forgotten as they come; ties go to the lower row. 0 and NaN
/// are never kept.
/// </summary>
/// <param name="count">Most that are kept, at least 1.</param>
internal sealed class LargestWeights(int count)
{
    // A heap with the smallest on top.
    private readonly int[] _rows = new int[count];
    private readonly float[] _weights = new float[count];
    private int _kept;

    /// <summary>Rows kept, in no order.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _kept);

    /// <summary>Their weights.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _kept);

    /// <summary>Starts over.</summary>
    public void Clear() => _kept = 0;

    /// <summary>Takes a weight into account.</summary>
    public void Offer(int row, float weight)
    {
        float size = Math.Abs(weight);
        if (!(size > 0)) return;
        if (_kept < count)
        {
            int at = _kept++;
            while (at > 0 && Larger((at - 1) / 2, row, size))
            {
                (_rows[at], _weights[at]) = (_rows[(at - 1) / 2], _weights[(at - 1) / 2]);
                at = (at - 1) / 2;
            }
            (_rows[at], _weights[at]) = (row, weight);
        }
        else if (!Larger(0, row, size))
        {
            SiftDown(row, weight, size);
        }
    }

    private void SiftDown(int row, float weight, float size)
    {
        int at = 0;
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= _kept) break;
            if (child + 1 < _kept && Larger(child, _rows[child + 1], Math.Abs(_weights[child + 1]))) child++;
            if (Larger(child, row, size)) break;
            (_rows[at], _weights[at]) = (_rows[child], _weights[child]);
            at = child;
        }
        (_rows[at], _weights[at]) = (row, weight);
    }

    // Whether what lies at a place is to be kept before another.
    private bool Larger(int at, int row, float size)
    {
        float own = Math.Abs(_weights[at]);
        return own > size || (own == size && _rows[at] < row);
    }
}
