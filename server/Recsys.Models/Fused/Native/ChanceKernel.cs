using System.Runtime.CompilerServices;

namespace Recsys.Models.Fused;

/// <summary>The last layer and its sigmoid over a block of products: one weight per input, one number per
/// product.</summary>
internal static unsafe class ChanceKernel
{
    /// <param name="weights">[inputs].</param>
    /// <param name="bias">Added to each sum.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="x">[inputs, <see cref="MatrixKernel.Stride"/>].</param>
    /// <param name="chances">A chance per lane.</param>
    /// <param name="lanes">Products, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TLanes, TVector>(
        float* weights, float bias, int inputs, float* x, float* chances, int lanes)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        for (int lane = 0; lane < lanes; lane += 2 * TLanes.Count)
        {
            // Two of each, since one sum would wait for itself.
            TVector a = TLanes.All(bias), b = a, c = TLanes.Zero, e = c;
            float* at = x + lane;
            bool both = lane + TLanes.Count < lanes;
            float* other = both ? at + TLanes.Count : at;
            int k = 0;
            for (; k + 2 <= inputs; k += 2)
            {
                TVector first = TLanes.All(weights[k]), second = TLanes.All(weights[k + 1]);
                long row = (long)k * MatrixKernel.Stride;
                a = TLanes.MultiplyAdd(first, TLanes.Load(at + row), a);
                b = TLanes.MultiplyAdd(first, TLanes.Load(other + row), b);
                c = TLanes.MultiplyAdd(second, TLanes.Load(at + row + MatrixKernel.Stride), c);
                e = TLanes.MultiplyAdd(second, TLanes.Load(other + row + MatrixKernel.Stride), e);
            }
            if (k < inputs)
            {
                long row = (long)k * MatrixKernel.Stride;
                a = TLanes.MultiplyAdd(TLanes.All(weights[k]), TLanes.Load(at + row), a);
                b = TLanes.MultiplyAdd(TLanes.All(weights[k]), TLanes.Load(other + row), b);
            }
            TLanes.Store(TLanes.Sigmoid(TLanes.Add(a, c)), chances + lane);
            if (both) TLanes.Store(TLanes.Sigmoid(TLanes.Add(b, e)), chances + lane + TLanes.Count);
        }
    }
}
