using Recsys.Snapshots.Als;

namespace Recsys.Training.Neighbors;

/// <summary>Solves for one item's incoming weights at a time (<see cref="EaseFitter"/>). Not thread-safe.</summary>
/// <param name="pairs">Who has what.</param>
internal sealed class EaseNeighborhood(PairMatrix pairs)
{
    private const int Size = EaseFitter.Neighborhood;
    private readonly CoOccurrences _shared = new(pairs);
    private readonly LargestWeights _nearest = new(Size);
    private readonly float[] _gram = new float[Size * Size];
    private readonly float[] _factor = new float[Size * Size];
    private readonly int[] _items = new int[Size];
    // By user: how many items of the neighbourhood, and which, in a chain of entries.
    private readonly int[] _latest = new int[pairs.UserCount];
    private int[] _before = new int[1024];
    private float[] _entryWeights = [];
    // √ of the squares of each item.
    private readonly float[] _lengths =
        [.. Enumerable.Range(0, pairs.ItemCount).Select(item => MathF.Sqrt(pairs.SquaresOf(item)))];
    private int _count;

    /// <summary>The neighbourhood of the item last gathered for.</summary>
    public ReadOnlySpan<int> Items => _items.AsSpan(0, _count);

    /// <summary>Finds an item's neighbourhood, and who has what of it.</summary>
    public void Gather(int item)
    {
        Choose(item);
        CountShared();
    }

    /// <summary>Solves for the item last gathered for.</summary>
    /// <param name="lambda">λ, above 0.</param>
    /// <returns>What having each item of the neighbourhood adds to the item's score; the caller's.</returns>
    public float[] Solve(float lambda)
    {
        var weights = new float[_count];
        for (int i = 0; i < _count; i++)
        {
            _gram.AsSpan(i * Size, i + 1).CopyTo(_factor.AsSpan(i * Size));
            _factor[(i * Size) + i] += lambda;
            weights[i] = _shared.Counts[_items[i]];
        }
        Cholesky.Solve(_factor, Size, weights);
        return weights;
    }

    private void Choose(int item)
    {
        _shared.Count(item);
        _nearest.Clear();
        foreach (int other in _shared.Met)
            if (other != item)
                _nearest.Offer(other, _shared.Counts[other] / _lengths[other]);
        _count = _nearest.Rows.Length;
        _nearest.Rows.CopyTo(_items);
        // The order of a heap says how it was filled: sums are to be taken in one order.
        Array.Sort(_items, 0, _count);
    }

    // Lower triangle: users that have both of two items. Item by item, each user's earlier items are found by a chain.
    private void CountShared()
    {
        Array.Clear(_gram);
        int entries = 0;
        for (int i = 0; i < _count; i++) entries += pairs.UsersOf(_items[i]).Length;
        if (_before.Length <= 2 * entries) _before = new int[4 * entries];
        if (pairs.IsWeighted)
        {
            SumShared(entries);
            return;
        }
        int entry = 1;
        for (int i = 0; i < _count; i++)
        {
            var row = _gram.AsSpan(i * Size, Size);
            foreach (int user in pairs.UsersOf(_items[i]))
            {
                // An entry is an item and the user's entry before it; 0 ends the chain.
                for (int at = _latest[user]; at != 0; at = _before[(2 * at) - 2]) row[_before[(2 * at) - 1]]++;
                (_before[(2 * entry) - 2], _before[(2 * entry) - 1]) = (_latest[user], i);
                _latest[user] = entry++;
            }
            row[i] = pairs.UsersOf(_items[i]).Length;
        }
        Forget();
    }

    // The same with each user's two weights multiplied.
    private void SumShared(int entries)
    {
        if (_entryWeights.Length <= entries) _entryWeights = new float[2 * entries];
        int entry = 1;
        for (int i = 0; i < _count; i++)
        {
            var row = _gram.AsSpan(i * Size, Size);
            var users = pairs.UsersOf(_items[i]);
            var weights = pairs.WeightsOfItem(_items[i]);
            for (int u = 0; u < users.Length; u++)
            {
                int user = users[u];
                for (int at = _latest[user]; at != 0; at = _before[(2 * at) - 2])
                    row[_before[(2 * at) - 1]] += _entryWeights[at] * weights[u];
                (_before[(2 * entry) - 2], _before[(2 * entry) - 1]) = (_latest[user], i);
                _entryWeights[entry] = weights[u];
                _latest[user] = entry++;
            }
            row[i] = pairs.SquaresOf(_items[i]);
        }
        Forget();
    }

    private void Forget()
    {
        for (int i = 0; i < _count; i++)
            foreach (int user in pairs.UsersOf(_items[i])) _latest[user] = 0;
    }
}
