using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
    private readonly float[] _tiledMeans;
    private readonly float[] _tiledScales;
    private readonly float[] _tiledDefaults;

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
        (_tiledMeans, _tiledScales, _tiledDefaults) = (Tiled(_means), Tiled(_scales), Tiled(_defaults));
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
        if (values.Length % Columns != 0) throw new ArgumentException("Not a whole number of rows.", nameof(values));
        int done = Vector512.IsHardwareAccelerated ? ApplyVectors(values) : 0;
        for (int c = 0; done < values.Length; done++)
        {
            float value = (values[done] - _means[c]) * _scales[c];
            values[done] = float.IsNaN(value) ? _defaults[c] : Math.Clamp(value, -Limit, Limit);
            if (++c == Columns) c = 0;
        }
    }

    // As many rows at once as a vector has numbers are whole vectors, whatever the number of columns.
    private int ApplyVectors(Span<float> values)
    {
        int block = Columns * Vector512<float>.Count;
        int end = values.Length / block * block;
        ref float first = ref MemoryMarshal.GetReference(values);
        for (int start = 0; start < end; start += block)
            for (int at = 0; at < block; at += Vector512<float>.Count)
            {
                ref float to = ref Unsafe.Add(ref first, start + at);
                var value = (Vector512.LoadUnsafe(ref to) - Vector512.LoadUnsafe(ref _tiledMeans[at]))
                    * Vector512.LoadUnsafe(ref _tiledScales[at]);
                var known = Vector512.Equals(value, value);
                var bounded = Vector512.Min(Vector512.Max(value, Vector512.Create(-Limit)), Vector512.Create(Limit));
                Vector512.ConditionalSelect(known, bounded, Vector512.LoadUnsafe(ref _tiledDefaults[at]))
                    .StoreUnsafe(ref to);
            }
        return end;
    }

    private static float[] Tiled(float[] row)
    {
        var tiled = new float[row.Length * Vector512<float>.Count];
        for (int i = 0; i < tiled.Length; i++) tiled[i] = row[i % row.Length];
        return tiled;
    }
}
