using System.Numerics.Tensors;

namespace Recsys.Training.Mixing;

/// <summary>
/// One list's part of a softmax over sums of weighted numbers: its normaliser, and how that changes with the weights.
/// Numbers are taken relative to the first candidate's, which moves no chance: what is alike for all counts for exactly
/// nothing. Reused from list to list.
/// </summary>
/// <param name="columns">Numbers of a candidate.</param>
internal sealed class ListPart(int columns)
{
    private readonly float[] _means = new float[columns];
    private float[] _numbers = [];
    private float[] _chances = [];
    private float[] _weighted = [];
    private int _count;

    /// <summary>Takes up a list.</summary>
    /// <param name="list">At least one candidate.</param>
    /// <param name="weights">By column.</param>
    /// <returns>ln Σ exp(sum).</returns>
    public double Begin(MixList list, ReadOnlySpan<float> weights)
    {
        _count = list.Count;
        if (_chances.Length < _count)
            (_numbers, _chances, _weighted) = (new float[_count * columns], new float[_count], new float[_count]);
        var chances = _chances.AsSpan(0, _count);
        chances.Clear();
        for (int c = 0; c < columns; c++)
        {
            var from = list.Column(c);
            var column = Column(c);
            TensorPrimitives.Subtract(from, from[0], column);
            TensorPrimitives.MultiplyAdd(column, weights[c], chances, chances);
        }
        float highest = TensorPrimitives.Max<float>(chances);
        TensorPrimitives.Subtract(chances, highest, chances);
        TensorPrimitives.Exp(chances, chances);
        float sum = TensorPrimitives.Sum<float>(chances);
        TensorPrimitives.Divide(chances, sum, chances);
        return highest + Math.Log(sum);
    }

    /// <summary>Adds the normaliser's gradient and the lower half of its Hessian: the columns' means by the chances of
    /// the candidates, and their covariances.</summary>
    public void Bend(double[] gradient, double[] hessian)
    {
        var weighted = _weighted.AsSpan(0, _count);
        for (int c = 0; c < columns; c++)
        {
            TensorPrimitives.Multiply(Column(c), _chances.AsSpan(0, _count), weighted);
            _means[c] = TensorPrimitives.Sum<float>(weighted);
            gradient[c] += _means[c];
            var row = hessian.AsSpan(c * columns, c + 1);
            for (int d = 0; d <= c; d++)
                row[d] += TensorPrimitives.Dot<float>(weighted, Column(d)) - (_means[c] * _means[d]);
        }
    }

    /// <summary>Adds the mean of what is wanted of a list, in the numbers that its normaliser goes by.</summary>
    public static void AddWanted(MixList list, double[] means)
    {
        double each = 1.0 / list.Hits;
        for (int c = 0; c < means.Length; c++)
        {
            var column = list.Column(c);
            double sum = 0;
            for (int i = 0; i < column.Length; i++)
                if (list.Labels[i]) sum += column[i] - column[0];
            means[c] += each * sum;
        }
    }

    private Span<float> Column(int column) => _numbers.AsSpan(column * _count, _count);
}
