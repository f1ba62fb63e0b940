using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>Turns sixteen products' vectors into numbers side by side: sixteen times [d] to [d, 16].</summary>
internal static unsafe class SlabTurn
{
    private const int Side = PairKernel.Slab;

    /// <param name="from">Where the sixteen vectors lie.</param>
    /// <param name="d">Numbers of a vector.</param>
    /// <param name="to">Sixteen numbers, one of each, d times.</param>
    /// <param name="width">Registers to use.</param>
    public static void Turn(float** from, int d, float* to, VectorWidth width)
    {
        int done = 0;
        if (width == VectorWidth.Vector512 && Avx512F.IsSupported)
            for (; done + Side <= d; done += Side) Turn512(from, done, to + ((long)done * Side));
        for (int k = done; k < d; k++)
            for (int product = 0; product < Side; product++)
                to[((long)k * Side) + product] = from[product][k];
    }

    // Four rounds of pairing: numbers, pairs of numbers, then quarters of registers twice. All sixteen registers are
    // named, since those in an array would be written to memory and read again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn512(float** from, int at, float* to)
    {
        Four(from, at, out var a0, out var a1, out var a2, out var a3);
        Four(from + 4, at, out var b0, out var b1, out var b2, out var b3);
        Four(from + 8, at, out var c0, out var c1, out var c2, out var c3);
        Four(from + 12, at, out var e0, out var e1, out var e2, out var e3);
        Quarters(a0, b0, c0, e0, to);
        Quarters(a1, b1, c1, e1, to + Side);
        Quarters(a2, b2, c2, e2, to + (2 * Side));
        Quarters(a3, b3, c3, e3, to + (3 * Side));
    }

    // Register i holds, by quarters, the numbers i, 4 + i, 8 + i and 12 + i of four products.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(
        float** from, int at, out Vector512<float> r0, out Vector512<float> r1, out Vector512<float> r2,
        out Vector512<float> r3)
    {
        Vector512<float> a = Vector512.Load(from[0] + at), b = Vector512.Load(from[1] + at);
        Vector512<float> c = Vector512.Load(from[2] + at), e = Vector512.Load(from[3] + at);
        var low = Avx512F.UnpackLow(a, b).AsDouble();
        var high = Avx512F.UnpackHigh(a, b).AsDouble();
        var lower = Avx512F.UnpackLow(c, e).AsDouble();
        var higher = Avx512F.UnpackHigh(c, e).AsDouble();
        r0 = Avx512F.UnpackLow(low, lower).AsSingle();
        r1 = Avx512F.UnpackHigh(low, lower).AsSingle();
        r2 = Avx512F.UnpackLow(high, higher).AsSingle();
        r3 = Avx512F.UnpackHigh(high, higher).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarters(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> e, float* to)
    {
        var even = Avx512F.Shuffle4x128(a, b, 0x88);
        var odd = Avx512F.Shuffle4x128(a, b, 0xDD);
        var evener = Avx512F.Shuffle4x128(c, e, 0x88);
        var odder = Avx512F.Shuffle4x128(c, e, 0xDD);
        Vector512.Store(Avx512F.Shuffle4x128(even, evener, 0x88), to);
        Vector512.Store(Avx512F.Shuffle4x128(odd, odder, 0x88), to + (4 * Side));
        Vector512.Store(Avx512F.Shuffle4x128(even, evener, 0xDD), to + (8 * Side));
        Vector512.Store(Avx512F.Shuffle4x128(odd, odder, 0xDD), to + (12 * Side));
    }
}
