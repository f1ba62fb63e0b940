using System.Runtime.CompilerServices;

namespace Recsys.Models.Fused;

/// <summary>
/// A layer over a block of products: y = W · x + b, with the products side by side in the registers, so that no sum
/// ever runs across one. Six outputs and four registers of products at a time: each number that is loaded is used four
/// or six times.
/// </summary>
/// <remarks>
/// x is [inputs, <see cref="Stride"/>], y [outputs rounded up to six, <see cref="Stride"/>]; the weights lie in the
/// order in which they are read (<see cref="PackedLayer"/>): by chunk of inputs, then by six outputs, then by input.
/// A chunk of x is what the first cache holds while all outputs go over it.
/// </remarks>
internal static unsafe class MatrixKernel
{
    /// <summary>Products of a block, and numbers from one row of activations to the next.</summary>
    public const int Stride = 64;

    /// <summary>Outputs of a tile.</summary>
    public const int Tile = 6;

    /// <summary>Inputs of a chunk: 32 KiB of activations.</summary>
    public const int Chunk = 128;

    [SkipLocalsInit]
    public static void Multiply<TLanes, TVector>(
        float* weights, float* bias, int inputs, int outputs, float* x, float* y, int lanes, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (int from = 0; from < inputs; from += Chunk)
        {
            int count = Math.Min(Chunk, inputs - from);
            bool first = from == 0, last = from + count == inputs;
            for (int output = 0; output < outputs; output += Tile)
            {
                float* start = first ? bias + output : null;
                float* to = y + ((long)output * Stride);
                int lane = 0;
                if (TLanes.Count == 16)
                    for (; lane + 64 <= lanes; lane += 64)
                        Four<TLanes, TVector>(weights, x + lane, count, start, to + lane, last && rectify);
                for (; lane + (2 * TLanes.Count) <= lanes; lane += 2 * TLanes.Count)
                    Two<TLanes, TVector>(weights, x + lane, count, start, to + lane, last && rectify);
                for (; lane < lanes; lane += TLanes.Count)
                    One<TLanes, TVector>(weights, x + lane, count, start, to + lane, last && rectify);
                weights += Tile * count;
            }
            x += (long)Chunk * Stride;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TLanes, TVector>(float* w, float* x, int count, float* bias, float* y, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var s00 = Start<TLanes, TVector>(bias, y, 0, 0);
        var s01 = Start<TLanes, TVector>(bias, y, 0, 1);
        var s02 = Start<TLanes, TVector>(bias, y, 0, 2);
        var s03 = Start<TLanes, TVector>(bias, y, 0, 3);
        var s10 = Start<TLanes, TVector>(bias, y, 1, 0);
        var s11 = Start<TLanes, TVector>(bias, y, 1, 1);
        var s12 = Start<TLanes, TVector>(bias, y, 1, 2);
        var s13 = Start<TLanes, TVector>(bias, y, 1, 3);
        var s20 = Start<TLanes, TVector>(bias, y, 2, 0);
        var s21 = Start<TLanes, TVector>(bias, y, 2, 1);
        var s22 = Start<TLanes, TVector>(bias, y, 2, 2);
        var s23 = Start<TLanes, TVector>(bias, y, 2, 3);
        var s30 = Start<TLanes, TVector>(bias, y, 3, 0);
        var s31 = Start<TLanes, TVector>(bias, y, 3, 1);
        var s32 = Start<TLanes, TVector>(bias, y, 3, 2);
        var s33 = Start<TLanes, TVector>(bias, y, 3, 3);
        var s40 = Start<TLanes, TVector>(bias, y, 4, 0);
        var s41 = Start<TLanes, TVector>(bias, y, 4, 1);
        var s42 = Start<TLanes, TVector>(bias, y, 4, 2);
        var s43 = Start<TLanes, TVector>(bias, y, 4, 3);
        var s50 = Start<TLanes, TVector>(bias, y, 5, 0);
        var s51 = Start<TLanes, TVector>(bias, y, 5, 1);
        var s52 = Start<TLanes, TVector>(bias, y, 5, 2);
        var s53 = Start<TLanes, TVector>(bias, y, 5, 3);
        for (float* end = w + (Tile * count); w < end; w += Tile, x += Stride)
        {
            var x0 = TLanes.Load(x);
            var x1 = TLanes.Load(x + TLanes.Count);
            var x2 = TLanes.Load(x + (2 * TLanes.Count));
            var x3 = TLanes.Load(x + (3 * TLanes.Count));
            var one = TLanes.All(w[0]);
            s00 = TLanes.MultiplyAdd(one, x0, s00);
            s01 = TLanes.MultiplyAdd(one, x1, s01);
            s02 = TLanes.MultiplyAdd(one, x2, s02);
            s03 = TLanes.MultiplyAdd(one, x3, s03);
            one = TLanes.All(w[1]);
            s10 = TLanes.MultiplyAdd(one, x0, s10);
            s11 = TLanes.MultiplyAdd(one, x1, s11);
            s12 = TLanes.MultiplyAdd(one, x2, s12);
            s13 = TLanes.MultiplyAdd(one, x3, s13);
            one = TLanes.All(w[2]);
            s20 = TLanes.MultiplyAdd(one, x0, s20);
            s21 = TLanes.MultiplyAdd(one, x1, s21);
            s22 = TLanes.MultiplyAdd(one, x2, s22);
            s23 = TLanes.MultiplyAdd(one, x3, s23);
            one = TLanes.All(w[3]);
            s30 = TLanes.MultiplyAdd(one, x0, s30);
            s31 = TLanes.MultiplyAdd(one, x1, s31);
            s32 = TLanes.MultiplyAdd(one, x2, s32);
            s33 = TLanes.MultiplyAdd(one, x3, s33);
            one = TLanes.All(w[4]);
            s40 = TLanes.MultiplyAdd(one, x0, s40);
            s41 = TLanes.MultiplyAdd(one, x1, s41);
            s42 = TLanes.MultiplyAdd(one, x2, s42);
            s43 = TLanes.MultiplyAdd(one, x3, s43);
            one = TLanes.All(w[5]);
            s50 = TLanes.MultiplyAdd(one, x0, s50);
            s51 = TLanes.MultiplyAdd(one, x1, s51);
            s52 = TLanes.MultiplyAdd(one, x2, s52);
            s53 = TLanes.MultiplyAdd(one, x3, s53);
        }
        End<TLanes, TVector>(y, 0, 0, s00, rectify);
        End<TLanes, TVector>(y, 0, 1, s01, rectify);
        End<TLanes, TVector>(y, 0, 2, s02, rectify);
        End<TLanes, TVector>(y, 0, 3, s03, rectify);
        End<TLanes, TVector>(y, 1, 0, s10, rectify);
        End<TLanes, TVector>(y, 1, 1, s11, rectify);
        End<TLanes, TVector>(y, 1, 2, s12, rectify);
        End<TLanes, TVector>(y, 1, 3, s13, rectify);
        End<TLanes, TVector>(y, 2, 0, s20, rectify);
        End<TLanes, TVector>(y, 2, 1, s21, rectify);
        End<TLanes, TVector>(y, 2, 2, s22, rectify);
        End<TLanes, TVector>(y, 2, 3, s23, rectify);
        End<TLanes, TVector>(y, 3, 0, s30, rectify);
        End<TLanes, TVector>(y, 3, 1, s31, rectify);
        End<TLanes, TVector>(y, 3, 2, s32, rectify);
        End<TLanes, TVector>(y, 3, 3, s33, rectify);
        End<TLanes, TVector>(y, 4, 0, s40, rectify);
        End<TLanes, TVector>(y, 4, 1, s41, rectify);
        End<TLanes, TVector>(y, 4, 2, s42, rectify);
        End<TLanes, TVector>(y, 4, 3, s43, rectify);
        End<TLanes, TVector>(y, 5, 0, s50, rectify);
        End<TLanes, TVector>(y, 5, 1, s51, rectify);
        End<TLanes, TVector>(y, 5, 2, s52, rectify);
        End<TLanes, TVector>(y, 5, 3, s53, rectify);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TLanes, TVector>(float* w, float* x, int count, float* bias, float* y, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var s00 = Start<TLanes, TVector>(bias, y, 0, 0);
        var s01 = Start<TLanes, TVector>(bias, y, 0, 1);
        var s10 = Start<TLanes, TVector>(bias, y, 1, 0);
        var s11 = Start<TLanes, TVector>(bias, y, 1, 1);
        var s20 = Start<TLanes, TVector>(bias, y, 2, 0);
        var s21 = Start<TLanes, TVector>(bias, y, 2, 1);
        var s30 = Start<TLanes, TVector>(bias, y, 3, 0);
        var s31 = Start<TLanes, TVector>(bias, y, 3, 1);
        var s40 = Start<TLanes, TVector>(bias, y, 4, 0);
        var s41 = Start<TLanes, TVector>(bias, y, 4, 1);
        var s50 = Start<TLanes, TVector>(bias, y, 5, 0);
        var s51 = Start<TLanes, TVector>(bias, y, 5, 1);
        for (float* end = w + (Tile * count); w < end; w += Tile, x += Stride)
        {
            var x0 = TLanes.Load(x);
            var x1 = TLanes.Load(x + TLanes.Count);
            var one = TLanes.All(w[0]);
            s00 = TLanes.MultiplyAdd(one, x0, s00);
            s01 = TLanes.MultiplyAdd(one, x1, s01);
            one = TLanes.All(w[1]);
            s10 = TLanes.MultiplyAdd(one, x0, s10);
            s11 = TLanes.MultiplyAdd(one, x1, s11);
            one = TLanes.All(w[2]);
            s20 = TLanes.MultiplyAdd(one, x0, s20);
            s21 = TLanes.MultiplyAdd(one, x1, s21);
            one = TLanes.All(w[3]);
            s30 = TLanes.MultiplyAdd(one, x0, s30);
            s31 = TLanes.MultiplyAdd(one, x1, s31);
            one = TLanes.All(w[4]);
            s40 = TLanes.MultiplyAdd(one, x0, s40);
            s41 = TLanes.MultiplyAdd(one, x1, s41);
            one = TLanes.All(w[5]);
            s50 = TLanes.MultiplyAdd(one, x0, s50);
            s51 = TLanes.MultiplyAdd(one, x1, s51);
        }
        End<TLanes, TVector>(y, 0, 0, s00, rectify);
        End<TLanes, TVector>(y, 0, 1, s01, rectify);
        End<TLanes, TVector>(y, 1, 0, s10, rectify);
        End<TLanes, TVector>(y, 1, 1, s11, rectify);
        End<TLanes, TVector>(y, 2, 0, s20, rectify);
        End<TLanes, TVector>(y, 2, 1, s21, rectify);
        End<TLanes, TVector>(y, 3, 0, s30, rectify);
        End<TLanes, TVector>(y, 3, 1, s31, rectify);
        End<TLanes, TVector>(y, 4, 0, s40, rectify);
        End<TLanes, TVector>(y, 4, 1, s41, rectify);
        End<TLanes, TVector>(y, 5, 0, s50, rectify);
        End<TLanes, TVector>(y, 5, 1, s51, rectify);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TLanes, TVector>(float* w, float* x, int count, float* bias, float* y, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var s00 = Start<TLanes, TVector>(bias, y, 0, 0);
        var s10 = Start<TLanes, TVector>(bias, y, 1, 0);
        var s20 = Start<TLanes, TVector>(bias, y, 2, 0);
        var s30 = Start<TLanes, TVector>(bias, y, 3, 0);
        var s40 = Start<TLanes, TVector>(bias, y, 4, 0);
        var s50 = Start<TLanes, TVector>(bias, y, 5, 0);
        for (float* end = w + (Tile * count); w < end; w += Tile, x += Stride)
        {
            var x0 = TLanes.Load(x);
            var one = TLanes.All(w[0]);
            s00 = TLanes.MultiplyAdd(one, x0, s00);
            one = TLanes.All(w[1]);
            s10 = TLanes.MultiplyAdd(one, x0, s10);
            one = TLanes.All(w[2]);
            s20 = TLanes.MultiplyAdd(one, x0, s20);
            one = TLanes.All(w[3]);
            s30 = TLanes.MultiplyAdd(one, x0, s30);
            one = TLanes.All(w[4]);
            s40 = TLanes.MultiplyAdd(one, x0, s40);
            one = TLanes.All(w[5]);
            s50 = TLanes.MultiplyAdd(one, x0, s50);
        }
        End<TLanes, TVector>(y, 0, 0, s00, rectify);
        End<TLanes, TVector>(y, 1, 0, s10, rectify);
        End<TLanes, TVector>(y, 2, 0, s20, rectify);
        End<TLanes, TVector>(y, 3, 0, s30, rectify);
        End<TLanes, TVector>(y, 4, 0, s40, rectify);
        End<TLanes, TVector>(y, 5, 0, s50, rectify);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Start<TLanes, TVector>(float* bias, float* y, int output, int vector)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        bias != null
            ? TLanes.All(bias[output])
            : TLanes.Load(y + (output * Stride) + (vector * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void End<TLanes, TVector>(float* y, int output, int vector, TVector sum, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged =>
        TLanes.Store(
            rectify ? TLanes.Positive(sum) : sum, y + (output * Stride) + (vector * TLanes.Count));
}
