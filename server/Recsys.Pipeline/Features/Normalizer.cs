namespace Recsys.Pipeline.Features;

/// <summary>
/// Brings columns of numbers to mean 0 and standard deviation 1, unknown values (NaN) to the schema's default.
/// </summary>
public sealed class Normalizer
{
    /// <summary>
    /// Values are kept within this many standard deviations, so that one wild value cannot carry a score.
    /// </summary>
    public const float Limit = 5;

    private readonly float[] _means;
    private readonly float[] _scales;
    private readonly float[] _defaults;

    /// <summary>Makes a normaliser.</summary>
    /// <param name="features">The columns, as the schema declares them.</param>
    /// <param name="means">Mean per column.</param>
    /// <param name="scales">1 / standard deviation per column; 0 switches a column without variance off.</param>
    public Normalizer(IReadOnlyList<FeatureDefinition> features, float[] means, float[] scales)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(scales);
        if (means.Length != features.Count || scales.Length != features.Count)
            throw new ArgumentException(
                $"There are {features.Count} columns, but {means.Length} means and {scales.Length} scales.");
        _means = means;
        _scales = scales;
        _defaults = [.. features.Select(feature => feature.Default)];
    }

    /// <summary>Leaves numbers as they are, for a workflow that is being fitted.</summary>
    public static Normalizer Identity(IReadOnlyList<FeatureDefinition> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var scales = new float[features.Count];
        Array.Fill(scales, 1);
        return new Normalizer(features, new float[features.Count], scales);
    }

    /// <summary>Columns.</summary>
    public int Columns => _means.Length;

    /// <summary>Mean per column.</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>1 / standard deviation per column.</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>Normalises rows in place.</summary>
    /// <param name="values">Row after row, each of <see cref="Columns"/> numbers.</param>
    public void Apply(Span<float> values)
    {
        int columns = Columns;
        if (values.Length % columns != 0) throw new ArgumentException("Not a whole number of rows.", nameof(values));
        for (int start = 0; start < values.Length; start += columns)
        {
            var row = values.Slice(start, columns);
            for (int c = 0; c < row.Length; c++)
            {
                float value = (row[c] - _means[c]) * _scales[c];
                row[c] = float.IsNaN(value) ? _defaults[c] : Math.Clamp(value, -Limit, Limit);
            }
        }
    }
}
