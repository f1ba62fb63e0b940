using System.Numerics;
using System.Runtime.InteropServices;

namespace Recsys.Models.Fused;

/// <summary>What a sequence's rows go through between its layers; rows are multiples of 16 numbers.</summary>
internal static class SequenceMath
{
    private const float Epsilon = 1e-5f;

    /// <summary>y = a + b; y may be one of them.</summary>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        var left = Lanes(a);
        var right = Lanes(b);
        var to = Lanes(y);
        for (int i = 0; i < to.Length; i++) to[i] = left[i] + right[i];
    }

    /// <summary>y += a · factor.</summary>
    public static void AddScaled(ReadOnlySpan<float> a, float factor, Span<float> y)
    {
        var from = Lanes(a);
        var to = Lanes(y);
        for (int i = 0; i < to.Length; i++) to[i] += from[i] * factor;
    }

    /// <summary>Replaces weights by e^weight over the sum of all.</summary>
    public static void SoftMax(Span<float> weights)
    {
        float most = float.NegativeInfinity, sum = 0;
        foreach (float weight in weights) most = MathF.Max(most, weight);
        foreach (ref float weight in weights) sum += weight = MathF.Exp(weight - most);
        foreach (ref float weight in weights) weight /= sum;
    }

    /// <summary>Brings a row to mean 0 and variance 1, then scales and shifts it (Ba et al., 2016).</summary>
    public static void Normalize(ReadOnlySpan<float> x, float[] scale, float[] shift, Span<float> y)
    {
        float mean = 0, squares = 0;
        foreach (float value in x) mean += value;
        mean /= x.Length;
        foreach (float value in x) squares += (value - mean) * (value - mean);
        float factor = 1 / MathF.Sqrt((squares / x.Length) + Epsilon);
        var from = Lanes(x);
        var to = Lanes(y);
        var scales = Lanes(scale.AsSpan());
        var shifts = Lanes(shift.AsSpan());
        for (int i = 0; i < to.Length; i++)
            to[i] = ((from[i] - new Vector<float>(mean)) * factor * scales[i]) + shifts[i];
    }

    private static ReadOnlySpan<Vector<float>> Lanes(ReadOnlySpan<float> row) =>
        MemoryMarshal.Cast<float, Vector<float>>(row);

    private static Span<Vector<float>> Lanes(Span<float> row) => MemoryMarshal.Cast<float, Vector<float>>(row);
}
