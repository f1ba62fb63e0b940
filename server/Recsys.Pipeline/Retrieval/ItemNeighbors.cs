using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// The nearest products of every product, with weights: rows of a sparse item-to-item matrix (EASE, item-kNN), best
/// first. Rows are model rows. Immutable.
/// </summary>
public sealed class ItemNeighbors
{
    private const int CheckStep = 1 << 18;
    private readonly int[] _offsets;
    private readonly int[] _rows;
    private readonly float[] _weights;

    /// <summary>Makes a table from its columns, which are kept, not copied.</summary>
    /// <param name="offsets">
    /// Where each product's neighbours begin; one more than there are products, rising from 0.
    /// </param>
    /// <param name="rows">Model rows of the neighbours.</param>
    /// <param name="weights">One finite weight per neighbour.</param>
    /// <exception cref="InvalidDataException">The columns do not fit together.</exception>
    public ItemNeighbors(int[] offsets, int[] rows, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(weights);
        if (offsets.Length == 0 || offsets[0] != 0 || offsets[^1] != rows.Length || rows.Length != weights.Length)
            throw new InvalidDataException("The item neighbours' columns differ in length.");
        BlockWork.Run(offsets.Length - 1, CheckStep, (from, to) =>
        {
            for (int i = from; i < to; i++)
                if (offsets[i + 1] < offsets[i]) throw new InvalidDataException("The item neighbours' offsets fall.");
        });
        BlockWork.Run(rows.Length, CheckStep, (from, to) =>
        {
            foreach (int row in rows.AsSpan(from..to))
                if ((uint)row >= (uint)(offsets.Length - 1))
                    throw new InvalidDataException("An item neighbour is no product.");
            foreach (float weight in weights.AsSpan(from..to))
                if (!float.IsFinite(weight))
                    throw new InvalidDataException("An item neighbour's weight is not finite.");
        });
        _offsets = offsets;
        _rows = rows;
        _weights = weights;
    }

    /// <summary>A table of no products.</summary>
    public static ItemNeighbors None { get; } = new([0], [], []);

    /// <summary>Products.</summary>
    public int Count => _offsets.Length - 1;

    /// <summary>Neighbours of all products together.</summary>
    public int Edges => _rows.Length;

    /// <summary>Where each product's neighbours begin.</summary>
    public ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>All neighbours, product by product.</summary>
    public ReadOnlySpan<int> AllRows => _rows;

    /// <summary>All weights, product by product.</summary>
    public ReadOnlySpan<float> AllWeights => _weights;

    /// <summary>Neighbours of one product, best first; none for a row outside the table.</summary>
    public ReadOnlySpan<int> RowsOf(int row) =>
        (uint)row < (uint)Count ? _rows.AsSpan(_offsets[row].._offsets[row + 1]) : default;

    /// <summary>Weights of those neighbours.</summary>
    public ReadOnlySpan<float> WeightsOf(int row) =>
        (uint)row < (uint)Count ? _weights.AsSpan(_offsets[row].._offsets[row + 1]) : default;
}
