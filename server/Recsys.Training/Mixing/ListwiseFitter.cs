using System.Numerics.Tensors;
using Recsys.Training.Fitting;

namespace Recsys.Training.Mixing;

/// <summary>
/// Weights that bring wanted candidates to the top of their lists: the softmax cross entropy of ListNet (Cao et al.
/// 2007) with all mass on the wanted ones, −Σ_lists 1/|wanted| Σ_wanted log softmax(w · x), which bounds 1 − ndcg
/// (Bruch et al. 2019). A ridge on the columns' own scale draws the weights to given ones, so that few lists move them
/// little. Weights that may not be below 0 are kept there (projected Newton, Bertsekas 1982): signals of sources are
/// much alike, and left to themselves take opposite weights that fit the lists at hand alone. Convex, exact, and the
/// same for equal data.
/// </summary>
internal sealed class ListwiseFitter
{
    private const double Ridge = 20;
    private const int MostSteps = 25;

    // Loss of a list that is not worth a step.
    private const double Enough = 1e-6;

    private readonly IReadOnlyList<MixList> _lists;
    private readonly int _columns;
    private readonly double[] _scales;
    private readonly double[] _start;
    private readonly double[] _wanted;
    private readonly WeightBound[] _bounds;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly float[] _weights;

    private ListwiseFitter(IReadOnlyList<MixList> lists, double[] start, WeightBound[] bounds)
    {
        (_lists, _columns, _bounds) = ([.. lists.Where(list => list.Hits > 0)], start.Length, bounds);
        _scales = Scales(lists, _columns);
        _start = [.. start.Select((weight, c) => weight * _scales[c])];
        _gradient = new double[_columns];
        _hessian = new double[_columns * _columns];
        _weights = new float[_columns];
        _wanted = new double[_columns];
        foreach (var list in _lists) ListPart.AddWanted(list, _wanted);
    }

    /// <summary>Fits.</summary>
    /// <param name="lists">The lists; those without a wanted candidate count for nothing.</param>
    /// <param name="start">Weights by column that they are drawn to.</param>
    /// <param name="bounds">What weights may be, by column.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <param name="near">Weights that are near those to be found, which saves steps and changes nothing else; null
    /// begins at <paramref name="start"/>.</param>
    /// <exception cref="TrainingException">A number is not finite.</exception>
    public static double[] Fit(
        IReadOnlyList<MixList> lists, double[] start, WeightBound[] bounds, CancellationToken cancellation,
        double[]? near = null)
    {
        var fitter = new ListwiseFitter(lists, start, bounds);
        double[] from = [.. (near ?? start).Select((weight, c) => weight * fitter._scales[c])];
        double[] weights = fitter.Fit(from, cancellation);
        return [.. weights.Select((weight, c) => weight / fitter._scales[c])];
    }

    private double[] Fit(double[] from, CancellationToken cancellation)
    {
        double[] weights = [.. from.Select((weight, c) => Bounded(c, weight))], tried = new double[_columns];
        double loss = Take(weights);
        for (int step = 0; step < MostSteps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!double.IsFinite(loss)) throw new TrainingException($"The mix failed at step {step}: loss {loss}.");
            HoldBounds(weights);
            double[] direction = NewtonStep.Direction(_hessian, _gradient);
            // So near the end the step is right, and gains less than sums of floats can tell.
            bool last = -TensorPrimitives.Dot<double>(_gradient, direction) / 2 < Enough * Math.Max(_lists.Count, 1);
            double next = double.PositiveInfinity;
            for (double size = 1; size > 1e-4; size /= 2)
            {
                for (int c = 0; c < _columns; c++) tried[c] = Bounded(c, weights[c] + (size * direction[c]));
                if (last) return tried;
                next = Take(tried);
                if (next <= loss) break;
            }
            if (!(next <= loss)) break;
            (weights, tried, loss) = (tried, weights, next);
        }
        return weights;
    }

    private double Bounded(int column, double weight) => _bounds[column] switch
    {
        WeightBound.NotBelowZero => Math.Max(weight, 0),
        WeightBound.Held => _start[column],
        _ => weight,
    };

    // Weights at their bound that would cross it stay where they are, and the others are found as if without them.
    private void HoldBounds(double[] weights)
    {
        for (int c = 0; c < _columns; c++)
        {
            bool stays = _bounds[c] switch
            {
                WeightBound.Held => true,
                WeightBound.NotBelowZero => weights[c] <= 0 && _gradient[c] > 0,
                _ => false,
            };
            if (!stays) continue;
            _gradient[c] = 0;
            for (int other = 0; other < _columns; other++)
                _hessian[(Math.Max(c, other) * _columns) + Math.Min(c, other)] = c == other ? 1 : 0;
        }
    }

    // The loss at some weights, its gradient and its Hessian. Most steps are taken at once, so that all is of use.
    private double Take(double[] weights)
    {
        Array.Clear(_gradient);
        Array.Clear(_hessian);
        for (int c = 0; c < _columns; c++) _weights[c] = (float)(weights[c] / _scales[c]);
        var part = new ListPart(_columns);
        double loss = 0;
        foreach (var list in _lists)
        {
            loss += part.Begin(list, _weights);
            part.Bend(_gradient, _hessian);
        }
        for (int c = 0; c < _columns; c++)
        {
            double off = weights[c] - _start[c];
            loss += (Ridge / 2 * off * off) - (_weights[c] * _wanted[c]);
            _gradient[c] = (Ridge * off) + ((_gradient[c] - _wanted[c]) / _scales[c]);
            for (int d = 0; d <= c; d++) _hessian[(c * _columns) + d] /= _scales[c] * _scales[d];
            _hessian[(c * _columns) + c] += Ridge;
        }
        return loss;
    }

    /// <summary>Standard deviations over all lists' candidates; 1 for a column that never changes, whose weight then
    /// stays.</summary>
    public static double[] Scales(IReadOnlyList<MixList> lists, int columns)
    {
        var scales = new double[columns];
        for (int c = 0; c < columns; c++)
        {
            var moments = new Moments();
            foreach (var list in lists) moments.Add(list.Column(c));
            double deviation = moments.Deviation;
            scales[c] = deviation > 1e-6 ? deviation : 1;
        }
        return scales;
    }
}
