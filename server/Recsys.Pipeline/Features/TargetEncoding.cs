namespace Recsys.Pipeline.Features;

/// <summary>
/// Mean label of each id, drawn towards the mean of all: (Σ label + smoothing × prior) / (examples + smoothing). The
/// unknown bucket, and every id never met, has the prior.
/// </summary>
public sealed class TargetEncoding
{
    private readonly float[] _values;

    /// <summary>Makes an encoding.</summary>
    /// <param name="values">Value per id, the unknown bucket's first.</param>
    public TargetEncoding(float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("A target encoding needs the unknown bucket's value.", nameof(values));
        _values = values;
    }

    /// <summary>Value per id, the unknown bucket's first.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>The id's value.</summary>
    public float this[int id] => (uint)id < (uint)_values.Length ? _values[id] : _values[0];
}
