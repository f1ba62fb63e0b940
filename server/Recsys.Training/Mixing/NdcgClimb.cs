using System.Numerics.Tensors;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Raises the ndcg of lists weight by weight (coordinate ascent, Metzler and Croft 2007): each in turn is made larger,
/// smaller, nothing or something, and stays where it raised the mean. What a loss bounds is not what it bounds: where a
/// customer wanted much of the list, the softmax spends its weights on the far end of the page.
/// </summary>
internal sealed class NdcgClimb
{
    // Weights change by these factors, one round after the other.
    private static readonly double[] Factors = [2, 1.5, 1.25];

    // Of the mean ndcg; less is not worth a change.
    private const double LeastGain = 0.0005;

    // What a weight of 0 tries: its signal's deviation, as a part of the deviation of the sums.
    private const double FirstPart = 0.2;

    private readonly IReadOnlyList<MixList> _lists;
    private readonly WeightBound[] _bounds;
    private readonly double[] _scales;
    private readonly double[] _weights;
    private readonly float[][] _sums;
    private readonly float[] _tried;
    private readonly double _deviation;

    private NdcgClimb(IReadOnlyList<MixList> lists, double[] weights, WeightBound[] bounds)
    {
        (_lists, _bounds, _weights) = (lists, bounds, [.. weights]);
        _scales = ListwiseFitter.Scales(lists, weights.Length);
        _sums = [.. lists.Select(list => MixFit.Sums(list, weights))];
        _tried = new float[_sums.Max(sums => sums.Length)];
        _deviation = Deviation(_sums);
    }

    /// <summary>Climbs.</summary>
    /// <param name="lists">The lists, at least one.</param>
    /// <param name="weights">Where from.</param>
    /// <param name="bounds">What weights may be, by column.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>Weights whose ndcg@20 on these lists is no lower.</returns>
    public static double[] From(
        IReadOnlyList<MixList> lists, double[] weights, WeightBound[] bounds, CancellationToken cancellation)
    {
        var climb = new NdcgClimb(lists, weights, bounds);
        double best = climb.Worth(0, 0);
        foreach (double factor in Factors)
        {
            for (int column = 0; column < weights.Length; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                best = climb.Step(column, factor, best);
            }
        }
        return climb._weights;
    }

    // Tries a column's weights and takes the best, if it is better.
    private double Step(int column, double factor, double best)
    {
        double now = _weights[column], to = now;
        foreach (double tried in Tries(column, factor))
        {
            double worth = Worth(column, tried - now);
            if (worth > best * (1 + LeastGain)) (best, to) = (worth, tried);
        }
        if (to == now) return best;
        for (int i = 0; i < _sums.Length; i++)
            TensorPrimitives.MultiplyAdd(_lists[i].Column(column), (float)(to - now), _sums[i], _sums[i]);
        _weights[column] = to;
        return best;
    }

    private double[] Tries(int column, double factor)
    {
        double weight = _weights[column];
        if (_bounds[column] == WeightBound.Held) return [];
        if (weight != 0) return [weight * factor, weight / factor, 0];
        double some = FirstPart * _deviation / _scales[column] / factor;
        return _bounds[column] == WeightBound.NotBelowZero ? [some] : [some, -some];
    }

    // Mean ndcg when a column's weight grows by so much.
    private double Worth(int column, double more)
    {
        double sum = 0;
        for (int i = 0; i < _sums.Length; i++)
        {
            var tried = _tried.AsSpan(0, _sums[i].Length);
            TensorPrimitives.MultiplyAdd(_lists[i].Column(column), (float)more, _sums[i], tried);
            sum += MixFit.Ndcg(_lists[i], tried);
        }
        return sum / _sums.Length;
    }

    private static double Deviation(float[][] sums)
    {
        var moments = new Moments();
        foreach (float[] one in sums) moments.Add(one);
        return moments.Deviation;
    }
}
