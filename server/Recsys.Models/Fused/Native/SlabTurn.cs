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

    // Four rounds of pairing: numbers, pairs of numbers, then quarters of registers twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn512(float** from, int at, float* to)
    {
        Vector512<float>* rows = stackalloc Vector512<float>[Side];
        for (int i = 0; i < Side; i += 4)
        {
            Vector512<float> a = Vector512.Load(from[i] + at);
            Vector512<float> b = Vector512.Load(from[i + 1] + at);
            Vector512<float> c = Vector512.Load(from[i + 2] + at);
            Vector512<float> e = Vector512.Load(from[i + 3] + at);
            var low = Avx512F.UnpackLow(a, b).AsDouble();
            var high = Avx512F.UnpackHigh(a, b).AsDouble();
            var lower = Avx512F.UnpackLow(c, e).AsDouble();
            var higher = Avx512F.UnpackHigh(c, e).AsDouble();
            rows[i] = Avx512F.UnpackLow(low, lower).AsSingle();
            rows[i + 1] = Avx512F.UnpackHigh(low, lower).AsSingle();
            rows[i + 2] = Avx512F.UnpackLow(high, higher).AsSingle();
            rows[i + 3] = Avx512F.UnpackHigh(high, higher).AsSingle();
        }
        for (int i = 0; i < 4; i++)
        {
            // Row 4m + i holds, by quarters, the numbers i, 4 + i, 8 + i and 12 + i of products 4m to 4m + 3.
            Vector512<float> a = rows[i], b = rows[4 + i], c = rows[8 + i], e = rows[12 + i];
            var even = Avx512F.Shuffle4x128(a, b, 0x88);
            var odd = Avx512F.Shuffle4x128(a, b, 0xDD);
            var evener = Avx512F.Shuffle4x128(c, e, 0x88);
            var odder = Avx512F.Shuffle4x128(c, e, 0xDD);
            Vector512.Store(Avx512F.Shuffle4x128(even, evener, 0x88), to + ((long)i * Side));
            Vector512.Store(Avx512F.Shuffle4x128(odd, odder, 0x88), to + ((long)(4 + i) * Side));
            Vector512.Store(Avx512F.Shuffle4x128(even, evener, 0xDD), to + ((long)(8 + i) * Side));
            Vector512.Store(Avx512F.Shuffle4x128(odd, odder, 0xDD), to + ((long)(12 + i) * Side));
        }
    }
}
