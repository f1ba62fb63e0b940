using System.Numerics.Tensors;
using Recsys.Training.Data;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Who had to do with what, each pair once: a sparse matrix by user and by item, ascending within both, of ones or of
/// how much each pair counts. Of a user's items only the latest <see cref="MaxItemsPerUser"/> count.
/// </summary>
internal sealed class PairMatrix
{
    /// <summary>Longer histories would make costs quadratic in them without telling more about the items.</summary>
    public const int MaxItemsPerUser = 1024;

    private readonly int[] _userStarts;
    private readonly int[] _items;
    private readonly int[] _itemStarts;
    private readonly int[] _users;
    // By user and by item as the pairs stand there; empty where all are 1.
    private readonly float[] _weights;
    private readonly float[] _weightsByItem;

    private PairMatrix(int[] userStarts, int[] items, float[] weights, int itemCount)
    {
        (_userStarts, _items, _weights) = (userStarts, items, weights);
        _itemStarts = new int[itemCount + 1];
        foreach (int item in items) _itemStarts[item + 1]++;
        for (int item = 0; item < itemCount; item++) _itemStarts[item + 1] += _itemStarts[item];
        var next = _itemStarts.AsSpan(0, itemCount).ToArray();
        _users = new int[items.Length];
        _weightsByItem = new float[weights.Length];
        for (int user = 0; user < UserCount; user++)
            for (int at = userStarts[user]; at < userStarts[user + 1]; at++)
            {
                int place = next[items[at]]++;
                _users[place] = user;
                if (weights.Length > 0) _weightsByItem[place] = weights[at];
            }
    }

    public int UserCount => _userStarts.Length - 1;

    public int ItemCount => _itemStarts.Length - 1;

    /// <summary>Pairs.</summary>
    public int Count => _items.Length;

    /// <summary>Items of a user, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_userStarts[user].._userStarts[user + 1]);

    /// <summary>Users of an item, ascending.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => _users.AsSpan(_itemStarts[item].._itemStarts[item + 1]);

    /// <summary>Whether some pairs count more than others.</summary>
    public bool IsWeighted => _weights.Length > 0;

    /// <summary>What a user's pairs count, as <see cref="ItemsOf"/>; empty where all count 1.</summary>
    public ReadOnlySpan<float> WeightsOfUser(int user) =>
        IsWeighted ? _weights.AsSpan(_userStarts[user].._userStarts[user + 1]) : [];

    /// <summary>What an item's pairs count, as <see cref="UsersOf"/>; empty where all count 1.</summary>
    public ReadOnlySpan<float> WeightsOfItem(int item) =>
        IsWeighted ? _weightsByItem.AsSpan(_itemStarts[item].._itemStarts[item + 1]) : [];

    /// <summary>Sum of the squares of what an item's pairs count: its users, where all count 1.</summary>
    public float SquaresOf(int item) =>
        IsWeighted ? TensorPrimitives.SumOfSquares(WeightsOfItem(item)) : UsersOf(item).Length;

    /// <summary>The pairs of a table, all of one weight.</summary>
    public static PairMatrix Of(InteractionTable table) => Of(table, []);

    /// <summary>The pairs of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rowWeights">What each row counts, above 0: a pair counts as much as the greatest of its rows, all
    /// scaled so that the mean of squares is 1, as if all counted 1. Empty where all do.</param>
    public static PairMatrix Of(InteractionTable table, float[] rowWeights)
    {
        var starts = new int[table.UserCount + 1];
        var items = new int[table.Count];
        var weights = new float[rowWeights.Length];
        var places = new int[rowWeights.Length == 0 ? 0 : table.ItemCount];
        var lastUser = new int[table.ItemCount];
        Array.Fill(lastUser, -1);
        int count = 0;
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            for (int i = rows.Length - 1; i >= 0 && count - starts[user] < MaxItemsPerUser; i--)
            {
                int item = table.Items[rows[i]];
                if (lastUser[item] == user)
                {
                    if (places.Length > 0) Raise(ref weights[places[item]], rowWeights[rows[i]]);
                    continue;
                }
                lastUser[item] = user;
                if (places.Length > 0) (places[item], weights[count]) = (count, rowWeights[rows[i]]);
                items[count++] = item;
            }
            if (places.Length > 0) Array.Sort(items, weights, starts[user], count - starts[user]);
            else Array.Sort(items, starts[user], count - starts[user]);
            starts[user + 1] = count;
        }
        if (places.Length > 0) weights = Scaled(weights[..count]);
        return new PairMatrix(starts, items[..count], weights, table.ItemCount);
    }

    /// <summary>The same items with every so-many-th user.</summary>
    /// <param name="step">1 keeps all.</param>
    public PairMatrix EveryUser(int step)
    {
        if (step <= 1) return this;
        var starts = new List<int> { 0 };
        var items = new List<int>();
        var weights = new List<float>();
        for (int user = 0; user < UserCount; user += step)
        {
            items.AddRange(ItemsOf(user));
            weights.AddRange(WeightsOfUser(user));
            starts.Add(items.Count);
        }
        return new PairMatrix([.. starts], [.. items], [.. weights], ItemCount);
    }

    /// <summary>The same users with some of the items, which are numbered in their order.</summary>
    /// <param name="kept">Items, ascending.</param>
    public PairMatrix Items(int[] kept)
    {
        if (kept.Length == ItemCount) return this;
        var places = new int[ItemCount];
        Array.Fill(places, -1);
        for (int i = 0; i < kept.Length; i++) places[kept[i]] = i;
        var starts = new int[UserCount + 1];
        var items = new List<int>();
        var weights = new List<float>();
        for (int user = 0; user < UserCount; user++)
        {
            for (int at = _userStarts[user]; at < _userStarts[user + 1]; at++)
            {
                if (places[_items[at]] < 0) continue;
                items.Add(places[_items[at]]);
                if (IsWeighted) weights.Add(_weights[at]);
            }
            starts[user + 1] = items.Count;
        }
        return new PairMatrix(starts, [.. items], [.. weights], kept.Length);
    }

    private static void Raise(ref float weight, float to) => weight = Math.Max(weight, to);

    private static float[] Scaled(float[] weights)
    {
        float squares = TensorPrimitives.SumOfSquares<float>(weights);
        float scale = squares > 0 ? MathF.Sqrt(weights.Length / squares) : 1;
        TensorPrimitives.Multiply(weights, scale, weights);
        return weights;
    }
}
