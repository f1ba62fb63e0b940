using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Training.Examples;

namespace Recsys.Training.TwoTower;

/// <summary>Gathers states and items into the towers' inputs; the arrays are reused from batch to batch.</summary>
internal sealed class TowerInputs
{
    private static readonly int UserDense = FeatureSchema.UserDense.Count;
    private static readonly int UserIds = FeatureSchema.UserCategorical.Count;
    private static readonly int ItemIds = FeatureSchema.ItemCategorical.Count;

    private readonly float[] _userDense;
    private readonly long[] _userIds;
    private readonly long[] _history;
    private readonly float[] _weights;
    private readonly float[] _itemDense;
    private readonly long[] _itemIds;
    private readonly long[] _words;

    public TowerInputs(int capacity)
    {
        _userDense = new float[capacity * UserDense];
        _userIds = new long[capacity * UserIds];
        _history = new long[capacity * FeatureWorkflow.TowerHistory];
        _weights = new float[capacity * FeatureWorkflow.TowerHistory];
        _itemDense = new float[capacity * TwoTowerModule.ItemDenseColumns];
        _itemIds = new long[capacity * ItemIds];
        _words = new long[capacity * TitleWords.MaxWords];
    }

    public int Users { get; private set; }

    public int Items { get; private set; }

    public void Clear() => (Users, Items) = (0, 0);

    public int AddUser(UserStates states, int state)
    {
        states.Dense(state).CopyTo(_userDense.AsSpan(Users * UserDense));
        Widen(states.Categorical(state), _userIds.AsSpan(Users * UserIds));
        Widen(states.TowerIds(state), _history.AsSpan(Users * FeatureWorkflow.TowerHistory));
        states.TowerWeights(state).CopyTo(_weights.AsSpan(Users * FeatureWorkflow.TowerHistory));
        return Users++;
    }

    /// <param name="columns">Features of the items.</param>
    /// <param name="row">The item.</param>
    /// <param name="unknown">Whether it is to pass for a product the model does not know, and is known by its content alone.</param>
    public int AddItem(ItemColumns columns, int row, bool unknown)
    {
        columns.Dense(row)[..TwoTowerModule.ItemDenseColumns].CopyTo(_itemDense.AsSpan(Items * TwoTowerModule.ItemDenseColumns));
        Widen(columns.Content.Categorical(row), _itemIds.AsSpan(Items * ItemIds));
        if (unknown) _itemIds[Items * ItemIds] = 0;
        Widen(columns.Content.Words(row), _words.AsSpan(Items * TitleWords.MaxWords));
        return Items++;
    }

    public TorchInput[] UserInputs() =>
    [
        TorchInput.FromFloats(_userDense.AsMemory(0, Users * UserDense), Users, UserDense),
        TorchInput.FromInt64(_userIds.AsMemory(0, Users * UserIds), Users, UserIds),
        TorchInput.FromInt64(
            _history.AsMemory(0, Users * FeatureWorkflow.TowerHistory), Users, FeatureWorkflow.TowerHistory),
        TorchInput.FromFloats(
            _weights.AsMemory(0, Users * FeatureWorkflow.TowerHistory), Users, FeatureWorkflow.TowerHistory),
    ];

    public TorchInput[] ItemInputs() =>
    [
        TorchInput.FromFloats(
            _itemDense.AsMemory(0, Items * TwoTowerModule.ItemDenseColumns), Items, TwoTowerModule.ItemDenseColumns),
        TorchInput.FromInt64(_itemIds.AsMemory(0, Items * ItemIds), Items, ItemIds),
        TorchInput.FromInt64(_words.AsMemory(0, Items * TitleWords.MaxWords), Items, TitleWords.MaxWords),
    ];

    private static void Widen(ReadOnlySpan<int> from, Span<long> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }
}
