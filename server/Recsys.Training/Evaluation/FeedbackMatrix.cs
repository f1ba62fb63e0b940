using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// Who interacted with what, counted once however often: a binary user × item matrix, held by user and by item. Every
/// row of the table counts, whatever its type or rating.
/// </summary>
public sealed class FeedbackMatrix
{
    private readonly int[][] _itemsByUser;
    private readonly int[][] _usersByItem;

    private FeedbackMatrix(int[][] itemsByUser, int[][] usersByItem)
    {
        _itemsByUser = itemsByUser;
        _usersByItem = usersByItem;
    }

    /// <summary>Users, numbered as in the table.</summary>
    public int UserCount => _itemsByUser.Length;

    /// <summary>Items, numbered as in the table.</summary>
    public int ItemCount => _usersByItem.Length;

    /// <summary>Makes the matrix of a table.</summary>
    public static FeedbackMatrix Of(InteractionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var itemsByUser = new int[table.UserCount][];
        for (int user = 0; user < itemsByUser.Length; user++)
            itemsByUser[user] = Distinct(table.Items, table.RowsOfUser(user));
        var usersByItem = new int[table.ItemCount][];
        for (int item = 0; item < usersByItem.Length; item++)
            usersByItem[item] = Distinct(table.Users, table.RowsOfItem(item));
        return new FeedbackMatrix(itemsByUser, usersByItem);
    }

    /// <summary>Distinct items of a user, ascending.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _itemsByUser[user];

    /// <summary>Distinct users of an item, ascending.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => _usersByItem[item];

    /// <summary>Whether a user ever interacted with an item.</summary>
    public bool Contains(int user, int item) => Array.BinarySearch(_itemsByUser[user], item) >= 0;

    private static int[] Distinct(int[] column, ReadOnlySpan<int> rows)
    {
        var values = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++) values[i] = column[rows[i]];
        Array.Sort(values);
        int count = 0;
        for (int i = 0; i < values.Length; i++)
            if (i == 0 || values[i] != values[i - 1]) values[count++] = values[i];
        return values[..count];
    }
}
