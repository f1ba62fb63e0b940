using System.Runtime.CompilerServices;

namespace Recsys.Models.Fused;

/// <summary>
/// A layer for one row: y = W · x + b with the sums running across the registers. Eight outputs at a time, since it is
/// as fast as the weights come from memory.
/// </summary>
internal static unsafe class RowKernel
{
    /// <summary>Numbers to which rows of weights and inputs are filled up with zeros.</summary>
    public const int Padding = 16;

    /// <summary>Outputs of a tile; weights have rows for a multiple of it.</summary>
    public const int Tile = 8;

    /// <param name="weights">[outputs rounded up to 8, inputs rounded up to 16], zeros where rounded.</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="stride">Inputs rounded up to 16.</param>
    /// <param name="outputs">Numbers wanted.</param>
    /// <param name="x">[stride], zeros where rounded.</param>
    /// <param name="y">[outputs].</param>
    /// <param name="rectify">Whether what is below 0 becomes 0.</param>
    [SkipLocalsInit]
    public static void Multiply<TLanes, TVector>(
        float* weights, float* bias, int stride, int outputs, float* x, float* y, bool rectify)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        float* sums = stackalloc float[Tile];
        for (int output = 0; output < outputs; output += Tile)
        {
            Eight<TLanes, TVector>(weights + ((long)output * stride), stride, x, sums);
            for (int i = 0; i < Tile && output + i < outputs; i++)
            {
                float value = sums[i] + bias[output + i];
                y[output + i] = rectify ? MathF.Max(value, 0) : value;
            }
        }
    }

    /// <summary>The inner product of two vectors.</summary>
    public static float Dot<TLanes, TVector>(float* a, float* b, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var sums = TLanes.Zero;
        int i = 0;
        for (; i + TLanes.Count <= count; i += TLanes.Count)
            sums = TLanes.MultiplyAdd(TLanes.Load(a + i), TLanes.Load(b + i), sums);
        float sum = TLanes.Sum(sums);
        for (; i < count; i++) sum += a[i] * b[i];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight<TLanes, TVector>(float* w, int stride, float* x, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        float* w4 = w + (4L * stride);
        for (int i = 0; i < stride; i += TLanes.Count)
        {
            var value = TLanes.Load(x + i);
            s0 = TLanes.MultiplyAdd(TLanes.Load(w + i), value, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(w + stride + i), value, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(w + (2 * stride) + i), value, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(w + (3 * stride) + i), value, s3);
            s4 = TLanes.MultiplyAdd(TLanes.Load(w4 + i), value, s4);
            s5 = TLanes.MultiplyAdd(TLanes.Load(w4 + stride + i), value, s5);
            s6 = TLanes.MultiplyAdd(TLanes.Load(w4 + (2 * stride) + i), value, s6);
            s7 = TLanes.MultiplyAdd(TLanes.Load(w4 + (3 * stride) + i), value, s7);
        }
        (sums[0], sums[1], sums[2], sums[3]) = (TLanes.Sum(s0), TLanes.Sum(s1), TLanes.Sum(s2), TLanes.Sum(s3));
        (sums[4], sums[5], sums[6], sums[7]) = (TLanes.Sum(s4), TLanes.Sum(s5), TLanes.Sum(s6), TLanes.Sum(s7));
    }
}
