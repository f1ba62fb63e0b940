using System.Runtime.CompilerServices;

namespace Recsys.Models.Fused;

/// <summary>
/// Inner products for sixteen products at once, two vectors against five: of the user's with each product's, and of a
/// product's own with each other. The products lie side by side, so that no sum runs across a register.
/// </summary>
internal static unsafe class PairKernel
{
    /// <summary>Products of a slab, whose vectors are [vector, number, 16].</summary>
    public const int Slab = 16;

    private const int Left = 2;
    private const int Right = 5;

    /// <summary>User's vectors against a slab's: row (j · users + i) of the output is user i · product j.</summary>
    /// <param name="user">The user's vectors [d, users rounded up to 2]: number by number.</param>
    /// <param name="users">Vectors of the user.</param>
    /// <param name="slab">The products' vectors [items, d, 16].</param>
    /// <param name="items">Vectors of a product.</param>
    /// <param name="d">Numbers of a vector.</param>
    /// <param name="output">Rows of <see cref="MatrixKernel.Stride"/> numbers, of which 16 are written.</param>
    public static void WithUser<TLanes, TVector>(
        float* user, int users, float* slab, int items, int d, float* output)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        int stride = (users + 1) & ~1;
        TVector* sums = stackalloc TVector[Left * Right];
        for (int lane = 0; lane < Slab; lane += TLanes.Count)
            for (int j = 0; j < items; j += Right)
                for (int i = 0; i < users; i += Left)
                {
                    UserTile<TLanes, TVector>(user + i, stride, slab + lane, j, items, d, sums);
                    for (int right = 0; right < Right && j + right < items; right++)
                        for (int left = 0; left < Left && i + left < users; left++)
                            TLanes.Store(
                                sums[(left * Right) + right],
                                output + ((long)(((j + right) * users) + i + left) * MatrixKernel.Stride) + lane);
                }
    }

    /// <summary>A slab's vectors against each other: row (j · (j − 1) / 2 + i) is i · j, for i &lt; j.</summary>
    /// <inheritdoc cref="WithUser"/>
    public static void Within<TLanes, TVector>(float* slab, int items, int d, float* output)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector* sums = stackalloc TVector[Left * Right];
        for (int lane = 0; lane < Slab; lane += TLanes.Count)
            for (int j = 0; j < items; j += Right)
                for (int i = 0; i < Math.Min(items, j + Right) - 1; i += Left)
                {
                    ItemTile<TLanes, TVector>(slab + lane, i, j, items, d, sums);
                    for (int right = 0; right < Right && j + right < items; right++)
                        for (int left = 0; left < Left && i + left < j + right; left++)
                            TLanes.Store(
                                sums[(left * Right) + right],
                                output + ((long)Row(i + left, j + right) * MatrixKernel.Stride) + lane);
                }
    }

    /// <summary>The row of the pair (i, j), i &lt; j, among those of one side.</summary>
    public static int Row(int i, int j) => (j * (j - 1) / 2) + i;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UserTile<TLanes, TVector>(
        float* user, int stride, float* slab, int j, int items, int d, TVector* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        // Beyond the last vector the last is taken again, and the sum thrown away.
        float* v0 = At(slab, j, items, d), v1 = At(slab, j + 1, items, d), v2 = At(slab, j + 2, items, d);
        float* v3 = At(slab, j + 3, items, d), v4 = At(slab, j + 4, items, d);
        TVector a0 = TLanes.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
        for (int k = 0; k < d; k++, user += stride)
        {
            int at = k * Slab;
            TVector a = TLanes.All(user[0]), b = TLanes.All(user[1]);
            TVector x0 = TLanes.Load(v0 + at), x1 = TLanes.Load(v1 + at), x2 = TLanes.Load(v2 + at);
            TVector x3 = TLanes.Load(v3 + at), x4 = TLanes.Load(v4 + at);
            a0 = TLanes.MultiplyAdd(a, x0, a0);
            a1 = TLanes.MultiplyAdd(a, x1, a1);
            a2 = TLanes.MultiplyAdd(a, x2, a2);
            a3 = TLanes.MultiplyAdd(a, x3, a3);
            a4 = TLanes.MultiplyAdd(a, x4, a4);
            b0 = TLanes.MultiplyAdd(b, x0, b0);
            b1 = TLanes.MultiplyAdd(b, x1, b1);
            b2 = TLanes.MultiplyAdd(b, x2, b2);
            b3 = TLanes.MultiplyAdd(b, x3, b3);
            b4 = TLanes.MultiplyAdd(b, x4, b4);
        }
        (sums[0], sums[1], sums[2], sums[3], sums[4]) = (a0, a1, a2, a3, a4);
        (sums[5], sums[6], sums[7], sums[8], sums[9]) = (b0, b1, b2, b3, b4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ItemTile<TLanes, TVector>(float* slab, int i, int j, int items, int d, TVector* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        float* u0 = At(slab, i, items, d), u1 = At(slab, i + 1, items, d);
        float* v0 = At(slab, j, items, d), v1 = At(slab, j + 1, items, d), v2 = At(slab, j + 2, items, d);
        float* v3 = At(slab, j + 3, items, d), v4 = At(slab, j + 4, items, d);
        TVector a0 = TLanes.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0;
        for (int k = 0; k < d; k++)
        {
            int at = k * Slab;
            TVector a = TLanes.Load(u0 + at), b = TLanes.Load(u1 + at);
            TVector x0 = TLanes.Load(v0 + at), x1 = TLanes.Load(v1 + at), x2 = TLanes.Load(v2 + at);
            TVector x3 = TLanes.Load(v3 + at), x4 = TLanes.Load(v4 + at);
            a0 = TLanes.MultiplyAdd(a, x0, a0);
            a1 = TLanes.MultiplyAdd(a, x1, a1);
            a2 = TLanes.MultiplyAdd(a, x2, a2);
            a3 = TLanes.MultiplyAdd(a, x3, a3);
            a4 = TLanes.MultiplyAdd(a, x4, a4);
            b0 = TLanes.MultiplyAdd(b, x0, b0);
            b1 = TLanes.MultiplyAdd(b, x1, b1);
            b2 = TLanes.MultiplyAdd(b, x2, b2);
            b3 = TLanes.MultiplyAdd(b, x3, b3);
            b4 = TLanes.MultiplyAdd(b, x4, b4);
        }
        (sums[0], sums[1], sums[2], sums[3], sums[4]) = (a0, a1, a2, a3, a4);
        (sums[5], sums[6], sums[7], sums[8], sums[9]) = (b0, b1, b2, b3, b4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* At(float* slab, int vector, int vectors, int d) =>
        slab + ((long)Math.Min(vector, vectors - 1) * d * Slab);
}
