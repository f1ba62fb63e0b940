using System.Numerics.Tensors;

namespace Recsys.Training.Mixing;

/// <summary>How far numbers are spread, of as many as there are.</summary>
internal struct Moments
{
    private double _sum;
    private double _squares;
    private long _count;

    /// <summary>Takes some numbers in.</summary>
    public void Add(ReadOnlySpan<float> numbers)
    {
        _sum += TensorPrimitives.Sum(numbers);
        _squares += TensorPrimitives.SumOfSquares(numbers);
        _count += numbers.Length;
    }

    /// <summary>Standard deviation of all; 0 of none.</summary>
    public readonly double Deviation
    {
        get
        {
            double count = Math.Max(_count, 1), mean = _sum / count;
            return Math.Sqrt(Math.Max((_squares / count) - (mean * mean), 0));
        }
    }
}
