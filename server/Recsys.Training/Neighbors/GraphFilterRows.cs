using System.Numerics.Tensors;
using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Neighbors;

/// <summary>
/// The parts of which whole rows of the graph filter are put together, (P + αL)(I − sP) with P the linear filter and L
/// the low-pass, a block of rows at a time. Rows can be filled by any thread once their block is loaded.
/// </summary>
internal sealed class GraphFilterRows
{
    private readonly NormalizedPairs _pairs;
    private readonly BlockSmoothing? _smoothing;
    private readonly float[] _basis;
    private readonly int _dimensions;
    // Qᵀ D^½ and Qᵀ D^½ P, [k, items].
    private readonly float[] _low;
    private readonly float[] _lowTwice;
    private readonly float[] _linearRows;
    private readonly float[] _linearTwiceRows;
    private readonly float[] _lowRows;
    private readonly float[] _lowTwiceRows;

    /// <param name="pairs">The graph.</param>
    /// <param name="basis">Q, [items, k]; empty leaves the low-pass out.</param>
    /// <param name="dimensions">k.</param>
    /// <param name="smoothing">What multiplies by P; null leaves sharpening out.</param>
    /// <param name="rows">Rows of a block, if there is room for so many.</param>
    public GraphFilterRows(
        NormalizedPairs pairs, float[] basis, int dimensions, BlockSmoothing? smoothing, int rows)
    {
        (_pairs, _basis, _dimensions, _smoothing) = (pairs, basis, dimensions, smoothing);
        MostRows = Math.Min(smoothing?.MostRows ?? rows, Math.Max(1, pairs.ItemCount));
        int block = MostRows * pairs.ItemCount;
        _low = Turned(basis, pairs.ItemScales, dimensions);
        _lowTwice = smoothing is null ? [] : Smoothed(_low, dimensions);
        _linearRows = new float[block];
        _linearTwiceRows = new float[smoothing is null ? 0 : block];
        _lowRows = new float[_low.Length == 0 ? 0 : block];
        _lowTwiceRows = new float[_lowTwice.Length == 0 ? 0 : block];
    }

    /// <summary>Rows of a block.</summary>
    public int MostRows { get; }

    /// <summary>Computes the rows of some items.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many, up to <see cref="MostRows"/>.</param>
    public void Load(int first, int count)
    {
        int n = _pairs.ItemCount;
        BlockWork.Run(count, i =>
        {
            var row = _linearRows.AsSpan(i * n, n);
            row.Clear();
            _pairs.AddSmoothed(first + i, row);
        });
        _smoothing?.Apply(_linearRows, _linearTwiceRows, count);
        LoadLow(_low, _lowRows, first, count);
        LoadLow(_lowTwice, _lowTwiceRows, first, count);
    }

    /// <summary>Puts a row together.</summary>
    /// <param name="at">Which of those loaded.</param>
    /// <param name="shape">α and s.</param>
    /// <param name="row">Filled, one weight per item.</param>
    public void Fill(int at, GraphFilterShape shape, Span<float> row)
    {
        int n = _pairs.ItemCount;
        _linearRows.AsSpan(at * n, n).CopyTo(row);
        Add(_linearTwiceRows, -shape.Sharpening, row);
        Add(_lowRows, shape.Alpha, row);
        Add(_lowTwiceRows, -shape.Alpha * shape.Sharpening, row);

        void Add(float[] part, float factor, Span<float> sum)
        {
            if (factor != 0) TensorPrimitives.MultiplyAdd(part.AsSpan(at * n, n), factor, sum, sum);
        }
    }

    private void LoadLow(float[] low, float[] rows, int first, int count)
    {
        if (low.Length == 0) return;
        int n = _pairs.ItemCount, k = _dimensions;
        DenseAlgebra.MatMul(_basis.AsSpan(first * k, count * k), low, rows.AsSpan(0, count * n), count, n, k);
        BlockWork.Run(count, i =>
        {
            var row = rows.AsSpan(i * n, n);
            TensorPrimitives.Multiply(row, _pairs.ItemScales[first + i], row);
        });
    }

    private float[] Smoothed(float[] low, int k)
    {
        int n = _pairs.ItemCount;
        var smoothed = new float[low.Length];
        if (low.Length == 0) return smoothed;
        int step = _smoothing!.MostRows;
        for (int first = 0; first < k; first += step)
        {
            int count = Math.Min(step, k - first);
            _smoothing.Apply(
                low.AsMemory(first * n, count * n), smoothed.AsMemory(first * n, count * n), count);
        }
        return smoothed;
    }

    // Qᵀ D^½, [k, items].
    private static float[] Turned(float[] basis, ReadOnlySpan<float> scales, int k)
    {
        var turned = new float[basis.Length];
        if (turned.Length == 0) return turned;
        for (int item = 0; item < scales.Length; item++)
            for (int i = 0; i < k; i++)
                turned[(i * scales.Length) + item] = basis[(item * k) + i] / scales[item];
        return turned;
    }
}
