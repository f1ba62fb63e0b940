using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Gathers users into the user tower's inputs; the arrays are reused from batch to batch. Not thread-safe.
/// </summary>
public sealed class UserTowerInputs
{
    private static readonly int DenseColumns = FeatureSchema.UserDense.Count;
    private static readonly int IdColumns = FeatureSchema.UserCategorical.Count;
    private const int Events = FeatureWorkflow.TowerHistory;

    private readonly float[] _dense;
    private readonly long[] _ids;
    private readonly long[] _history;
    private readonly float[] _weights;

    /// <summary>Makes room for a number of users.</summary>
    public UserTowerInputs(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _dense = new float[capacity * DenseColumns];
        _ids = new long[capacity * IdColumns];
        _history = new long[capacity * Events];
        _weights = new float[capacity * Events];
    }

    /// <summary>Users gathered.</summary>
    public int Count { get; private set; }

    /// <summary>Starts over.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a user.</summary>
    /// <param name="dense">Numbers in the schema's order, normalised.</param>
    /// <param name="ids">Ids in the schema's order.</param>
    /// <param name="history"><see cref="UserProfile.TowerIds"/>.</param>
    /// <param name="weights"><see cref="UserProfile.TowerWeights"/>.</param>
    public void Add(
        ReadOnlySpan<float> dense, ReadOnlySpan<int> ids, ReadOnlySpan<int> history, ReadOnlySpan<float> weights)
    {
        dense.CopyTo(_dense.AsSpan(Count * DenseColumns));
        Widen(ids, _ids.AsSpan(Count * IdColumns));
        Widen(history, _history.AsSpan(Count * Events));
        weights.CopyTo(_weights.AsSpan(Count * Events));
        Count++;
    }

    /// <summary>The users' numbers [n, 12].</summary>
    public TorchInput Dense => TorchInput.FromFloats(_dense.AsMemory(0, Count * DenseColumns), Count, DenseColumns);

    /// <summary>The users' ids [n, 2].</summary>
    public TorchInput Ids => TorchInput.FromInt64(_ids.AsMemory(0, Count * IdColumns), Count, IdColumns);

    /// <summary>Item ids of the latest products [n, 32].</summary>
    public TorchInput History => TorchInput.FromInt64(_history.AsMemory(0, Count * Events), Count, Events);

    /// <summary>Their weights [n, 32].</summary>
    public TorchInput Weights => TorchInput.FromFloats(_weights.AsMemory(0, Count * Events), Count, Events);

    private static void Widen(ReadOnlySpan<int> from, Span<long> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }
}
