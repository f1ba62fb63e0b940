namespace Recsys.Training.Neighbors;

/// <summary>
/// How many users have two items both, or the sum of the products of what the two count for them: one row at a time, so
/// that no matrix of items × items is ever held. Not thread-safe; make one per thread of the same
/// <see cref="PairMatrix"/>.
/// </summary>
internal sealed class CoOccurrences(PairMatrix pairs)
{
    private readonly float[] _counts = new float[pairs.ItemCount];
    private readonly List<int> _met = [];

    /// <summary>Items that share a user with an item, itself included; until the next call.</summary>
    public List<int> Met => _met;

    /// <summary>Users that have both the item of the last <see cref="Count"/> and another.</summary>
    public ReadOnlySpan<float> Counts => _counts;

    /// <summary>Counts the users an item shares with every other one.</summary>
    public void Count(int item)
    {
        foreach (int other in _met) _counts[other] = 0;
        _met.Clear();
        if (pairs.IsWeighted)
        {
            CountWeighted(item);
            return;
        }
        foreach (int user in pairs.UsersOf(item))
            foreach (int other in pairs.ItemsOf(user))
            {
                if (_counts[other] == 0) _met.Add(other);
                _counts[other]++;
            }
    }

    private void CountWeighted(int item)
    {
        var users = pairs.UsersOf(item);
        var own = pairs.WeightsOfItem(item);
        for (int u = 0; u < users.Length; u++)
        {
            var items = pairs.ItemsOf(users[u]);
            var weights = pairs.WeightsOfUser(users[u]);
            for (int i = 0; i < items.Length; i++)
            {
                ref float count = ref _counts[items[i]];
                if (count == 0) _met.Add(items[i]);
                count += own[u] * weights[i];
            }
        }
    }
}
