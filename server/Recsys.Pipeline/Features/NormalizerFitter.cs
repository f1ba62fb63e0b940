namespace Recsys.Pipeline.Features;

/// <summary>Gathers means and variances of columns in one pass (Welford), leaving unknown values (NaN) out.</summary>
public sealed class NormalizerFitter(IReadOnlyList<FeatureDefinition> features)
{
    private readonly long[] _counts = new long[features.Count];
    private readonly double[] _means = new double[features.Count];
    private readonly double[] _squares = new double[features.Count];

    /// <summary>Takes one row of raw numbers into account.</summary>
    public void Add(ReadOnlySpan<float> row)
    {
        if (row.Length != features.Count) throw new ArgumentException("Wrong number of columns.", nameof(row));
        for (int c = 0; c < row.Length; c++)
        {
            if (!float.IsFinite(row[c])) continue;
            double delta = row[c] - _means[c];
            _means[c] += delta / ++_counts[c];
            _squares[c] += delta * (row[c] - _means[c]);
        }
    }

    /// <summary>The fitted normaliser; a column that never varied is switched off.</summary>
    public Normalizer Fit()
    {
        var means = new float[features.Count];
        var scales = new float[features.Count];
        for (int c = 0; c < means.Length; c++)
        {
            means[c] = (float)_means[c];
            double deviation = _counts[c] > 1 ? Math.Sqrt(_squares[c] / _counts[c]) : 0;
            scales[c] = deviation > 1e-6 ? (float)(1 / deviation) : 0;
        }
        return new Normalizer(features, means, scales);
    }
}
