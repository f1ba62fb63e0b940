using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>Takes rows of weights, item by item, and keeps the largest positive ones of each.</summary>
internal sealed class NeighborListBuilder(int items, int count)
{
    private readonly int[] _offsets = new int[items + 1];
    private readonly List<int> _rows = [];
    private readonly List<float> _weights = [];
    private float[] _sorted = [];
    private int[] _order = [];
    private int _item;

    /// <summary>Takes the next item's weights; ties go to the lower row.</summary>
    public void Add(ReadOnlySpan<float> weights)
    {
        if (_sorted.Length < weights.Length) (_sorted, _order) = (new float[weights.Length], new int[weights.Length]);
        int positive = 0;
        for (int other = 0; other < weights.Length; other++)
        {
            if (!(weights[other] > 0)) continue;
            _sorted[positive] = -weights[other];
            _order[positive++] = other;
        }
        // The sort is not stable: equal weights are put in order by the row afterwards, which equal lists need.
        Array.Sort(_sorted, _order, 0, positive);
        SortTies(positive);
        for (int i = 0; i < Math.Min(count, positive); i++)
        {
            _rows.Add(_order[i]);
            _weights.Add(-_sorted[i]);
        }
        _offsets[++_item] = _rows.Count;
    }

    /// <summary>The table; items that no weights came for have no neighbours.</summary>
    public ItemNeighbors Build()
    {
        while (_item < items) _offsets[++_item] = _rows.Count;
        return new ItemNeighbors(_offsets, [.. _rows], [.. _weights]);
    }

    private void SortTies(int length)
    {
        for (int from = 0; from < length;)
        {
            int to = from + 1;
            while (to < length && _sorted[to] == _sorted[from]) to++;
            if (to - from > 1) Array.Sort(_order, from, to - from);
            from = to;
        }
    }
}
