using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Logarithms and decays by column. A value's result is the same to the bit wherever it stands and however long the
/// column is: training computes one product at a time, serving hundreds.
/// </summary>
public static class ColumnMath
{
    /// <summary>The natural logarithm of one value, as <see cref="Log(Span{float})"/> has it.</summary>
    public static float Log(float value) => Vector128.Log(Vector128.Create(value)).ToScalar();

    /// <summary>Replaces values, all above 0, by their natural logarithms.</summary>
    public static void Log(Span<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        int at = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; at + Vector512<float>.Count <= values.Length; at += Vector512<float>.Count)
                Vector512.Log(Vector512.LoadUnsafe(ref first, (nuint)at)).StoreUnsafe(ref first, (nuint)at);
        if (Vector256.IsHardwareAccelerated)
            for (; at + Vector256<float>.Count <= values.Length; at += Vector256<float>.Count)
                Vector256.Log(Vector256.LoadUnsafe(ref first, (nuint)at)).StoreUnsafe(ref first, (nuint)at);
        for (; at < values.Length; at++) Unsafe.Add(ref first, at) = Log(Unsafe.Add(ref first, at));
    }

    /// <summary>Replaces values, all above 0, by their natural logarithms.</summary>
    public static void Log(Span<double> values)
    {
        ref double first = ref MemoryMarshal.GetReference(values);
        int at = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; at + Vector512<double>.Count <= values.Length; at += Vector512<double>.Count)
                Vector512.Log(Vector512.LoadUnsafe(ref first, (nuint)at)).StoreUnsafe(ref first, (nuint)at);
        for (; at < values.Length; at++)
            Unsafe.Add(ref first, at) = Vector128.Log(Vector128.Create(Unsafe.Add(ref first, at))).ToScalar();
    }

    /// <summary>Halves 1 for every half-life of age: ½^(age / half-life).</summary>
    /// <param name="ages">Ages, not below 0.</param>
    /// <param name="halfLife">The half-life, in the ages' unit.</param>
    /// <param name="remaining">Filled with what is left, in [0, 1]; as long as the ages, or the same memory.</param>
    public static void Decay(ReadOnlySpan<double> ages, double halfLife, Span<double> remaining)
    {
        remaining = remaining[..ages.Length];
        double rate = -Math.Log(2) / halfLife;
        ref double from = ref MemoryMarshal.GetReference(ages);
        ref double to = ref MemoryMarshal.GetReference(remaining);
        int at = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; at + Vector512<double>.Count <= ages.Length; at += Vector512<double>.Count)
                Vector512.Exp(Vector512.LoadUnsafe(ref from, (nuint)at) * rate).StoreUnsafe(ref to, (nuint)at);
        for (; at < ages.Length; at++)
            Unsafe.Add(ref to, at) = Vector128.Exp(Vector128.Create(Unsafe.Add(ref from, at)) * rate).ToScalar();
    }
}
