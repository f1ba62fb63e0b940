using System.Numerics.Tensors;

namespace Recsys.Training.Mixing;

/// <summary>One list's part of the softmax loss, and how it bends. Reused from list to list.</summary>
/// <param name="columns">Numbers of a candidate.</param>
/// <param name="scales">What they are divided by.</param>
internal sealed class ListPart(int columns, double[] scales)
{
    private readonly double[] _mean = new double[columns];
    private readonly double[] _row = new double[columns];
    private readonly double[] _inverse = [.. scales.Select(scale => 1 / scale)];
    private double[] _chances = [];
    private MixList? _list;

    /// <summary>Takes up a list.</summary>
    /// <param name="list">At least one of its candidates is wanted.</param>
    /// <param name="weights">By column, for numbers that are divided by their scales.</param>
    /// <returns>Its loss.</returns>
    public double Begin(MixList list, double[] weights)
    {
        _list = list;
        if (_chances.Length < list.Count) _chances = new double[list.Count];
        var chances = _chances.AsSpan(0, list.Count);
        for (int i = 0; i < list.Count; i++) chances[i] = TensorPrimitives.Dot<double>(Read(i), weights);
        double highest = TensorPrimitives.Max<double>(chances), wanted = 0;
        int hits = 0;
        for (int i = 0; i < list.Count; i++)
        {
            if (!list.Labels[i]) continue;
            wanted += chances[i];
            hits++;
        }
        TensorPrimitives.Subtract(chances, highest, chances);
        TensorPrimitives.Exp(chances, chances);
        double sum = TensorPrimitives.Sum<double>(chances);
        TensorPrimitives.Divide(chances, sum, chances);
        return highest + Math.Log(sum) - (wanted / hits);
    }

    /// <summary>Adds the gradient and the lower half of the Hessian.</summary>
    public void Bend(double[] gradient, double[] hessian, double leastChance)
    {
        var list = _list!;
        double hits = list.Hits;
        Array.Clear(_mean);
        for (int i = 0; i < list.Count; i++)
        {
            double chance = _chances[i];
            if (chance < leastChance && !list.Labels[i]) continue;
            Read(i);
            TensorPrimitives.MultiplyAdd(_row, chance, _mean, _mean);
            if (list.Labels[i]) TensorPrimitives.MultiplyAdd(_row, -1 / hits, gradient, gradient);
            Add(hessian, _row, chance);
        }
        TensorPrimitives.Add(gradient, _mean, gradient);
        Add(hessian, _mean, -1);
    }

    private void Add(double[] hessian, double[] vector, double weight)
    {
        for (int c = 0; c < columns; c++)
        {
            var to = hessian.AsSpan(c * columns, c + 1);
            TensorPrimitives.MultiplyAdd(vector.AsSpan(0, c + 1), weight * vector[c], to, to);
        }
    }

    private double[] Read(int candidate)
    {
        TensorPrimitives.ConvertChecked<float, double>(_list!.Row(candidate, columns), _row);
        TensorPrimitives.Multiply(_row, _inverse, _row);
        return _row;
    }
}
