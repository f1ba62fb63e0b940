using Recsys.Training.Data;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Who had to do with what, each pair once: a sparse binary matrix by user and by item, ascending within both. Of a
/// user's items only the latest <see cref="MaxItemsPerUser"/> count.
/// </summary>
internal sealed class PairMatrix
{
    /// <summary>Longer histories would make costs quadratic in them without telling more about the items.</summary>
    public const int MaxItemsPerUser = 1024;

    private readonly int[] _userStarts;
    private readonly int[] _items;
    private readonly int[] _itemStarts;
    private readonly int[] _users;

    private PairMatrix(int[] userStarts, int[] items, int itemCount)
    {
        (_userStarts, _items) = (userStarts, items);
        _itemStarts = new int[itemCount + 1];
        foreach (int item in items) _itemStarts[item + 1]++;
        for (int item = 0; item < itemCount; item++) _itemStarts[item + 1] += _itemStarts[item];
        var next = _itemStarts.AsSpan(0, itemCount).ToArray();
        _users = new int[items.Length];
        for (int user = 0; user < UserCount; user++)
            foreach (int item in ItemsOf(user)) _users[next[item]++] = user;
    }

    public int UserCount => _userStarts.Length - 1;

    public int ItemCount => _itemStarts.Length - 1;

    /// <summary>Pairs.</summary>
    public int Count => _items.Length;

    /// <summary>Items of a user, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _items.AsSpan(_userStarts[user].._userStarts[user + 1]);

    /// <summary>Users of an item, ascending.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => _users.AsSpan(_itemStarts[item].._itemStarts[item + 1]);

    /// <summary>The pairs of a table.</summary>
    public static PairMatrix Of(InteractionTable table)
    {
        var starts = new int[table.UserCount + 1];
        var items = new int[table.Count];
        var lastUser = new int[table.ItemCount];
        Array.Fill(lastUser, -1);
        int count = 0;
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            for (int i = rows.Length - 1; i >= 0 && count - starts[user] < MaxItemsPerUser; i--)
            {
                int item = table.Items[rows[i]];
                if (lastUser[item] == user) continue;
                lastUser[item] = user;
                items[count++] = item;
            }
            Array.Sort(items, starts[user], count - starts[user]);
            starts[user + 1] = count;
        }
        return new PairMatrix(starts, items[..count], table.ItemCount);
    }

    /// <summary>The same items with every so-many-th user.</summary>
    /// <param name="step">1 keeps all.</param>
    public PairMatrix EveryUser(int step)
    {
        if (step <= 1) return this;
        var starts = new List<int> { 0 };
        var items = new List<int>();
        for (int user = 0; user < UserCount; user += step)
        {
            items.AddRange(ItemsOf(user));
            starts.Add(items.Count);
        }
        return new PairMatrix([.. starts], [.. items], ItemCount);
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
        for (int user = 0; user < UserCount; user++)
        {
            foreach (int item in ItemsOf(user))
                if (places[item] >= 0) items.Add(places[item]);
            starts[user + 1] = items.Count;
        }
        return new PairMatrix(starts, [.. items], kept.Length);
    }
}
