namespace Recsys.Pipeline.Features;

/// <summary>
/// The ranker's inputs, gathered in one pass from columns into arrays that are reused from batch to batch. Users and
/// products are apart: a request has one user, whom the ranker computes once. Not thread-safe.
/// </summary>
public sealed class RankerInputs
{
    private readonly float[] _userDense;
    private readonly long[] _userIds;
    private readonly long[] _users;
    private readonly float[] _itemDense;
    private readonly long[] _itemIds;
    private readonly float[] _cross;

    /// <summary>Makes room.</summary>
    /// <param name="users">Most users of a batch.</param>
    /// <param name="items">Most products of a batch.</param>
    public RankerInputs(int users, int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(users, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        Capacity = items;
        _userDense = new float[users * UserDenseColumns];
        _userIds = new long[users * UserIdColumns];
        _users = new long[items];
        _itemDense = new float[items * ItemDenseColumns];
        _itemIds = new long[items * ItemIdColumns];
        _cross = new float[items * CrossColumns];
    }

    /// <summary>Numbers per user.</summary>
    public static int UserDenseColumns => FeatureSchema.UserDense.Count;

    /// <summary>Ids per user.</summary>
    public static int UserIdColumns => FeatureSchema.UserCategorical.Count;

    /// <summary>Numbers per product.</summary>
    public static int ItemDenseColumns => FeatureSchema.ItemDense.Count;

    /// <summary>Ids per product.</summary>
    public static int ItemIdColumns => FeatureSchema.ItemCategorical.Count;

    /// <summary>Numbers per user and product.</summary>
    public static int CrossColumns => FeatureSchema.Cross.Count;

    /// <summary>Most products of a batch.</summary>
    public int Capacity { get; }

    /// <summary>Users gathered.</summary>
    public int Users { get; private set; }

    /// <summary>Products gathered.</summary>
    public int Items { get; private set; }

    /// <summary>Users' numbers [users, 12], normalised.</summary>
    public ReadOnlyMemory<float> UserDense => _userDense.AsMemory(0, Users * UserDenseColumns);

    /// <summary>Users' ids [users, 2].</summary>
    public ReadOnlyMemory<long> UserIds => _userIds.AsMemory(0, Users * UserIdColumns);

    /// <summary>User of each product [items], counted from 0 in this batch.</summary>
    public ReadOnlyMemory<long> UserOfItem => _users.AsMemory(0, Items);

    /// <summary>Products' numbers [items, 14], normalised.</summary>
    public ReadOnlyMemory<float> ItemDense => _itemDense.AsMemory(0, Items * ItemDenseColumns);

    /// <summary>Products' ids [items, 4].</summary>
    public ReadOnlyMemory<long> ItemIds => _itemIds.AsMemory(0, Items * ItemIdColumns);

    /// <summary>Cross features [items, 10], normalised.</summary>
    public ReadOnlyMemory<float> Cross => _cross.AsMemory(0, Items * CrossColumns);

    /// <summary>Starts over.</summary>
    public void Clear() => (Users, Items) = (0, 0);

    /// <summary>Adds a user; the products added from now on are this user's.</summary>
    public void AddUser(ReadOnlySpan<float> dense, ReadOnlySpan<int> ids)
    {
        dense.CopyTo(_userDense.AsSpan(Users * UserDenseColumns, UserDenseColumns));
        Widen(ids, _userIds.AsSpan(Users * UserIdColumns, UserIdColumns));
        Users++;
    }

    /// <summary>Adds a product for the latest user.</summary>
    /// <param name="columns">Features of the products, normalised.</param>
    /// <param name="row">The product's row; one outside the columns, added to the catalogue since, has all
    /// defaults.</param>
    /// <returns>Room for the cross features, to be filled by the caller.</returns>
    public Span<float> AddItem(ItemColumns columns, int row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var dense = _itemDense.AsSpan(Items * ItemDenseColumns, ItemDenseColumns);
        var ids = _itemIds.AsSpan(Items * ItemIdColumns, ItemIdColumns);
        if ((uint)row < (uint)columns.Rows)
        {
            columns.Dense(row).CopyTo(dense);
            Widen(columns.Content.Categorical(row), ids);
        }
        else
        {
            for (int c = 0; c < dense.Length; c++) dense[c] = FeatureSchema.ItemDense[c].Default;
            ids.Clear();
        }
        _users[Items] = Users - 1;
        return _cross.AsSpan(Items++ * CrossColumns, CrossColumns);
    }

    /// <summary>Gathers one request: a user and candidates, normalised.</summary>
    /// <param name="workflow">The fitted workflow.</param>
    /// <param name="columns">Features of the products.</param>
    /// <param name="profile">The user, loaded and normalised.</param>
    /// <param name="vectors">The products' tower vectors.</param>
    /// <param name="userVector">The user's tower vector; empty when there is none.</param>
    /// <param name="rows">The candidates, at most <see cref="Capacity"/>.</param>
    public void Gather(
        FeatureWorkflow workflow, ItemColumns columns, UserProfile profile, ItemVectors vectors,
        ReadOnlySpan<float> userVector, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(vectors);
        Clear();
        AddUser(profile.Dense, profile.Categorical);
        foreach (int row in rows)
        {
            var cross = AddItem(columns, row);
            profile.FillCross(row, userVector.IsEmpty ? float.NaN : vectors.Dot(row, userVector), cross);
            workflow.Cross.Apply(cross);
        }
    }

    /// <summary>
    /// Makes the latest product one the model does not know, as a training example that stands for such products.
    /// </summary>
    public void ForgetLatestProduct() => _itemIds[(Items - 1) * ItemIdColumns] = 0;

    /// <summary>
    /// Puts another target encoding into the latest product, already normalised: the out-of-fold one in training.
    /// </summary>
    public void ReplaceLatestCategoryTarget(float normalized) =>
        _itemDense[((Items - 1) * ItemDenseColumns) + Features.ItemDense.CategoryTarget] = normalized;

    private static void Widen(ReadOnlySpan<int> from, Span<long> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }
}
