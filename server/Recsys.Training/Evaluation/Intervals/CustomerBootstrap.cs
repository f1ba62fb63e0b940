using System.Numerics.Tensors;

namespace Recsys.Training.Evaluation;

/// <summary>
/// The percentile bootstrap by customers (Efron, 1979): as many customers as there are, drawn with replacement, again
/// and again; what the means of the draws leave out at both ends is the interval. All series of one call share the
/// draws, so that differences between them are paired.
/// </summary>
public sealed class CustomerBootstrap
{
    /// <summary>Part of the draws between the ends of an interval.</summary>
    public const double Confidence = 0.95;

    // With very many customers the means hardly move, and fewer draws tell as much.
    private const long MostWork = 200_000_000;
    private const int FewestDraws = 200;

    private readonly double[][] _means;

    private CustomerBootstrap(double[][] means) => _means = means;

    /// <summary>Draws.</summary>
    /// <param name="series">Values of the customers, one array for each series, all of one length above 0.</param>
    /// <param name="draws">How often to draw, at least 1; fewer, but at least 200, where there are many
    /// customers.</param>
    /// <param name="seed">Seed: the same gives the same intervals.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static CustomerBootstrap Of(
        IReadOnlyList<float[]> series, int draws, int seed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        int customers = series.Count > 0 ? series[0].Length : 0;
        if (series.Count > 0 && (customers == 0 || series.Any(values => values.Length != customers)))
            throw new ArgumentException("All series must be of the same customers, at least one.", nameof(series));
        if ((long)draws * customers > MostWork)
            draws = (int)Math.Max(Math.Min(draws, FewestDraws), MostWork / customers);
        var means = series.Select(_ => new double[draws]).ToArray();
        var random = new Random(seed);
        var counts = new float[customers];
        for (int draw = 0; draw < draws && customers > 0; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            Array.Clear(counts);
            for (int i = 0; i < customers; i++) counts[random.Next(customers)]++;
            for (int s = 0; s < means.Length; s++)
                means[s][draw] = TensorPrimitives.Dot<float>(counts, series[s]) / (double)customers;
        }
        return new CustomerBootstrap(means);
    }

    /// <summary>Interval of a series' mean.</summary>
    public Interval Mean(int series) => Between(_means[series]);

    /// <summary>Interval of the difference of two means: the first less the second.</summary>
    public Interval Difference(int series, int other) => Between(
        [.. _means[series].Zip(_means[other], (one, two) => one - two)]);

    /// <summary>
    /// Interval of the difference as a part of the second mean; null where that may be 0.
    /// </summary>
    public Interval? Relative(int series, int other) => _means[other].All(mean => mean > 0)
        ? Between([.. _means[series].Zip(_means[other], (one, two) => one / two - 1)])
        : null;

    private static Interval Between(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return new Interval(Quantile(sorted, (1 - Confidence) / 2), Quantile(sorted, (1 + Confidence) / 2));
    }

    private static double Quantile(double[] sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
