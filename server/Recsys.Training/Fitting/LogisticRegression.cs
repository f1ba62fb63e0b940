namespace Recsys.Training.Fitting;

/// <summary>
/// Logistic regression with a ridge on standardised columns, by Newton's method: exact, and the same for equal data.
/// Columns are few; rows may be millions.
/// </summary>
internal static class LogisticRegression
{
    private const double Ridge = 1;
    private const int MostSteps = 30;
    private const double Enough = 1e-9;

    /// <summary>Fits.</summary>
    /// <param name="values">Rows of columns, one after another; finite.</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="labels">Whether it came to pass, per row.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>Weights of the columns as they came, and last the constant.</returns>
    /// <exception cref="TrainingException">A value is not finite, or the steps found no finite weights.</exception>
    public static double[] Fit(
        ReadOnlySpan<float> values, int columns, ReadOnlySpan<bool> labels, CancellationToken cancellation)
    {
        var (means, scales) = Standardise(values, columns, labels.Length);
        var weights = new double[columns + 1];
        var step = new Newton(columns + 1);
        double loss = step.Take(values, labels, means, scales, weights, Ridge);
        for (int i = 0; i < MostSteps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = step.Direction();
            double size = 1, next = double.NaN;
            var tried = new double[weights.Length];
            // Newton's step may reach too far where classes are all but apart: half of it is a step down in the end.
            for (; size > 1e-4; size /= 2)
            {
                for (int c = 0; c < tried.Length; c++) tried[c] = weights[c] + (size * direction[c]);
                next = step.Take(values, labels, means, scales, tried, Ridge);
                if (next <= loss) break;
            }
            if (!double.IsFinite(next))
                throw new TrainingException($"Logistic regression failed at step {i + 1}: the loss is {next}.");
            if (next > loss) break;
            double gain = loss - next;
            (weights, loss) = (tried, next);
            if (gain < Enough * labels.Length) break;
        }
        for (int c = 0; c < columns; c++)
        {
            weights[c] /= scales[c];
            weights[columns] -= weights[c] * means[c];
        }
        return weights;
    }

    private static (double[] Means, double[] Scales) Standardise(ReadOnlySpan<float> values, int columns, int rows)
    {
        var (means, scales) = (new double[columns], new double[columns]);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new TrainingException(
                    $"Logistic regression has {values[i]} in column {i % columns} of row {i / columns}.");
            means[i % columns] += values[i];
        }
        for (int c = 0; c < columns; c++) means[c] /= rows;
        for (int i = 0; i < values.Length; i++)
        {
            double off = values[i] - means[i % columns];
            scales[i % columns] += off * off;
        }
        // A column that never changes tells nothing: any scale above 0 keeps its weight at 0.
        for (int c = 0; c < columns; c++) scales[c] = Math.Max(Math.Sqrt(scales[c] / rows), 1e-6);
        return (means, scales);
    }

    private sealed class Newton(int size)
    {
        private readonly double[] _gradient = new double[size];
        private readonly double[] _hessian = new double[size * size];
        private readonly double[] _row = new double[size];

        // The penalised loss at some weights; gradient and Hessian stay for the direction from there.
        public double Take(
            ReadOnlySpan<float> values, ReadOnlySpan<bool> labels, double[] means, double[] scales, double[] weights,
            double ridge)
        {
            int columns = size - 1;
            Array.Clear(_gradient);
            Array.Clear(_hessian);
            double loss = 0;
            _row[columns] = 1;
            for (int i = 0; i < labels.Length; i++)
            {
                double odds = weights[columns];
                for (int c = 0; c < columns; c++)
                {
                    _row[c] = (values[(i * columns) + c] - means[c]) / scales[c];
                    odds += weights[c] * _row[c];
                }
                double chance = 1 / (1 + Math.Exp(-odds)), off = chance - (labels[i] ? 1 : 0);
                // log(1 + e^odds) − label · odds, without overflow.
                loss += Math.Max(odds, 0) + Math.Log(1 + Math.Exp(-Math.Abs(odds))) - (labels[i] ? odds : 0);
                double curve = chance * (1 - chance);
                for (int c = 0; c < size; c++)
                {
                    _gradient[c] += off * _row[c];
                    double scaled = curve * _row[c];
                    for (int d = 0; d <= c; d++) _hessian[(c * size) + d] += scaled * _row[d];
                }
            }
            for (int c = 0; c < columns; c++)
            {
                loss += 0.5 * ridge * weights[c] * weights[c];
                _gradient[c] += ridge * weights[c];
            }
            for (int c = 0; c < size; c++) _hessian[(c * size) + c] += ridge;
            return loss;
        }

        public double[] Direction() => NewtonStep.Direction(_hessian, _gradient);
    }
}
