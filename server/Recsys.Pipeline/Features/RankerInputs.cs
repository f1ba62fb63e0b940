namespace Recsys.Pipeline.Features;

/// <summary>
/// The ranker's inputs, gathered in one pass from columns into arrays that are reused from batch to batch: the features
/// that its description names, in its order. Users and products are apart: a request has one user, whom the ranker
/// computes once. Not thread-safe.
/// </summary>
public sealed class RankerInputs
{
    private const int CategoryTarget = Features.ItemDense.CategoryTarget;

    private readonly ColumnChoice _userNumbers;
    private readonly ColumnChoice _userIdColumns;
    private readonly ColumnChoice _itemNumbers;
    private readonly ColumnChoice _itemIdColumns;
    private readonly ColumnChoice _crossNumbers;
    private readonly bool _words;
    private readonly int _targetAt;
    private readonly int _productAt;
    // What was read to have it near; kept, or reading it would be left out.
    private int _touched;
    private readonly float[] _unknownDense;
    private readonly float[] _crossRow = new float[FeatureSchema.Cross.Count];
    private readonly float[] _userDense;
    private readonly long[] _userIds;
    private readonly long[] _users;
    private readonly float[] _itemDense;
    private readonly long[] _itemIds;
    private readonly float[] _cross;

    /// <summary>Makes room.</summary>
    /// <param name="shape">What the ranker reads.</param>
    /// <param name="users">Most users of a batch.</param>
    /// <param name="items">Most products of a batch.</param>
    /// <exception cref="ArgumentException">The description names a feature that there is not.</exception>
    public RankerInputs(RankerDescription shape, int users, int items)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfLessThan(users, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        Capacity = items;
        _userNumbers = new ColumnChoice(shape.UserDense, FeatureSchema.UserDense);
        _userIdColumns = new ColumnChoice(shape.UserCategorical, FeatureSchema.RankerUserCategorical);
        _itemNumbers = new ColumnChoice(shape.ItemDense, FeatureSchema.ItemDense);
        _itemIdColumns = new ColumnChoice(shape.ItemCategorical, FeatureSchema.RankerItemCategorical);
        _crossNumbers = new ColumnChoice(shape.Cross, FeatureSchema.Cross);
        _words = _itemIdColumns.AnyFrom(FeatureSchema.ItemCategorical.Count);
        _targetAt = _itemNumbers.PositionOf(CategoryTarget);
        _productAt = _itemIdColumns.PositionOf(0);
        _unknownDense = [.. FeatureSchema.ItemDense.Select(feature => feature.Default)];
        _userDense = new float[users * UserDenseColumns];
        _userIds = new long[users * UserIdColumns];
        _users = new long[items];
        _itemDense = new float[items * ItemDenseColumns];
        _itemIds = new long[items * ItemIdColumns];
        _cross = new float[items * CrossColumns];
    }

    /// <summary>Numbers per user.</summary>
    public int UserDenseColumns => _userNumbers.Count;

    /// <summary>Ids per user.</summary>
    public int UserIdColumns => _userIdColumns.Count;

    /// <summary>Numbers per product.</summary>
    public int ItemDenseColumns => _itemNumbers.Count;

    /// <summary>Ids per product.</summary>
    public int ItemIdColumns => _itemIdColumns.Count;

    /// <summary>Numbers per user and product.</summary>
    public int CrossColumns => _crossNumbers.Count;

    /// <summary>Most products of a batch.</summary>
    public int Capacity { get; }

    /// <summary>Users gathered.</summary>
    public int Users { get; private set; }

    /// <summary>Products gathered.</summary>
    public int Items { get; private set; }

    /// <summary>Users' numbers [users, <see cref="UserDenseColumns"/>], normalised.</summary>
    public ReadOnlyMemory<float> UserDense => _userDense.AsMemory(0, Users * UserDenseColumns);

    /// <summary>Users' ids [users, <see cref="UserIdColumns"/>].</summary>
    public ReadOnlyMemory<long> UserIds => _userIds.AsMemory(0, Users * UserIdColumns);

    /// <summary>User of each product [items], counted from 0 in this batch.</summary>
    public ReadOnlyMemory<long> UserOfItem => _users.AsMemory(0, Items);

    /// <summary>Products' numbers [items, <see cref="ItemDenseColumns"/>], normalised.</summary>
    public ReadOnlyMemory<float> ItemDense => _itemDense.AsMemory(0, Items * ItemDenseColumns);

    /// <summary>Products' ids [items, <see cref="ItemIdColumns"/>].</summary>
    public ReadOnlyMemory<long> ItemIds => _itemIds.AsMemory(0, Items * ItemIdColumns);

    /// <summary>Cross features [items, <see cref="CrossColumns"/>], normalised.</summary>
    public ReadOnlyMemory<float> Cross => _cross.AsMemory(0, Items * CrossColumns);

    /// <summary>Starts over.</summary>
    public void Clear() => (Users, Items) = (0, 0);

    /// <summary>Adds a user; the products added from now on are this user's.</summary>
    /// <param name="dense">All numbers of the schema, normalised.</param>
    /// <param name="ids">Ids in the order of <see cref="FeatureSchema.UserCategorical"/>.</param>
    /// <param name="recent">Item ids of the latest different products, latest first, at least as many as
    /// <see cref="FeatureSchema.RankerUserCategorical"/> names; 0 is unknown.</param>
    public void AddUser(ReadOnlySpan<float> dense, ReadOnlySpan<int> ids, ReadOnlySpan<int> recent)
    {
        _userNumbers.Copy(dense, _userDense.AsSpan(Users * UserDenseColumns, UserDenseColumns));
        _userIdColumns.Copy(ids, recent, _userIds.AsSpan(Users * UserIdColumns, UserIdColumns));
        Users++;
    }

    /// <summary>Adds a product for the latest user.</summary>
    /// <param name="columns">Features of the products, normalised.</param>
    /// <param name="row">The product's row; one outside the columns, added to the catalogue since, has all
    /// defaults.</param>
    /// <param name="cross">All cross features of the schema, normalised; not read where
    /// <see cref="CrossColumns"/> is 0.</param>
    public void AddItem(ItemColumns columns, int row, ReadOnlySpan<float> cross)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var dense = _itemDense.AsSpan(Items * ItemDenseColumns, ItemDenseColumns);
        var ids = _itemIds.AsSpan(Items * ItemIdColumns, ItemIdColumns);
        if ((uint)row < (uint)columns.Rows)
        {
            if (dense.Length > 0) _itemNumbers.Copy(columns.Dense(row), dense);
            var content = columns.Content;
            _itemIdColumns.Copy(content.Categorical(row), _words ? content.Words(row) : default, ids);
        }
        else
        {
            _itemNumbers.Copy(_unknownDense, dense);
            ids.Clear();
        }
        if (CrossColumns > 0) _crossNumbers.Copy(cross, _cross.AsSpan(Items * CrossColumns, CrossColumns));
        _users[Items++] = Users - 1;
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
        AddUser(profile.Dense, profile.Categorical, profile.TowerIds);
        _touched = columns.Content.Touch(rows, _words);
        foreach (int row in rows)
        {
            if (CrossColumns > 0)
            {
                profile.FillCross(row, userVector.IsEmpty ? float.NaN : vectors.Dot(row, userVector), _crossRow);
                workflow.Cross.Apply(_crossRow);
            }
            AddItem(columns, row, _crossRow);
        }
    }

    /// <summary>
    /// Makes the latest product one the model does not know, as a training example that stands for such products.
    /// </summary>
    public void ForgetLatestProduct()
    {
        if (_productAt >= 0) _itemIds[((Items - 1) * ItemIdColumns) + _productAt] = 0;
    }

    /// <summary>
    /// Puts another target encoding into the latest product, already normalised: the out-of-fold one in training.
    /// </summary>
    public void ReplaceLatestCategoryTarget(float normalized)
    {
        if (_targetAt >= 0) _itemDense[((Items - 1) * ItemDenseColumns) + _targetAt] = normalized;
    }
}
