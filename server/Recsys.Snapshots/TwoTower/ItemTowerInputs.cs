using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Gathers products into the item tower's inputs; the arrays are reused from batch to batch. Not thread-safe.
/// </summary>
public sealed class ItemTowerInputs
{
    /// <summary>
    /// Numbers of a product that the tower reads: all but the last, a target encoding fitted on labels that are later
    /// than most of the towers' examples.
    /// </summary>
    public static readonly int DenseColumns = FeatureSchema.ItemDense.Count - 1;

    private static readonly int IdColumns = FeatureSchema.ItemCategorical.Count;

    private readonly float[] _dense;
    private readonly long[] _ids;
    private readonly long[] _words;

    /// <summary>Makes room for a number of products.</summary>
    public ItemTowerInputs(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _dense = new float[capacity * DenseColumns];
        _ids = new long[capacity * IdColumns];
        _words = new long[capacity * TitleWords.MaxWords];
    }

    /// <summary>Products gathered.</summary>
    public int Count { get; private set; }

    /// <summary>Starts over.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a product.</summary>
    /// <param name="items">Features of the products, normalised.</param>
    /// <param name="row">The product.</param>
    /// <param name="unknown">Whether it is to pass for one the model does not know.</param>
    public void Add(ItemColumns items, int row, bool unknown = false)
    {
        ArgumentNullException.ThrowIfNull(items);
        items.Dense(row)[..DenseColumns].CopyTo(_dense.AsSpan(Count * DenseColumns));
        Widen(items.Content.Categorical(row), _ids.AsSpan(Count * IdColumns));
        if (unknown) _ids[Count * IdColumns] = 0;
        var words = items.Content.Words(row);
        for (int i = 0; i < words.Length; i++) _words[(Count * TitleWords.MaxWords) + i] = words[i];
        Count++;
    }

    /// <summary>The inputs: dense [n, 13], ids [n, 4], words [n, 8].</summary>
    public TorchInput[] Tensors() =>
    [
        TorchInput.FromFloats(_dense.AsMemory(0, Count * DenseColumns), Count, DenseColumns),
        TorchInput.FromInt64(_ids.AsMemory(0, Count * IdColumns), Count, IdColumns),
        TorchInput.FromInt64(_words.AsMemory(0, Count * TitleWords.MaxWords), Count, TitleWords.MaxWords),
    ];

    private static void Widen(ReadOnlySpan<int> from, Span<long> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = from[i];
    }
}
