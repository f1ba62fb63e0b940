using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.VectorIndex;

/// <summary>
/// By AVX2: bytes are widened to 16 bits, since sums of two products of bytes would not fit into those, then multiplied
/// and summed by twos; the twos of a vector are summed at the end.
/// </summary>
internal readonly unsafe struct Avx2Product : IBlockProduct
{
    // A horizontal sum takes turns between its operands, 128 bits at a time.
    private const byte InOrder = 0b11_01_10_00;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(
        byte* block, sbyte* query, int groups, int bias, out Vector256<int> low, out Vector256<int> high)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        int* fours = (int*)query;
        for (int group = 0; group < groups; group++, block += 64)
        {
            var four = Avx2.ConvertToVector256Int16(Vector128.Create(fours[group]).AsSByte());
            a += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(block), four);
            b += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(block + 16), four);
            c += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(block + 32), four);
            d += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(block + 48), four);
        }
        low = Ordered(Avx2.HorizontalAdd(a, b)) + Vector256.Create(bias);
        high = Ordered(Avx2.HorizontalAdd(c, d)) + Vector256.Create(bias);
    }

    private static Vector256<int> Ordered(Vector256<int> sums) =>
        Avx2.Permute4x64(sums.AsInt64(), InOrder).AsInt32();
}
