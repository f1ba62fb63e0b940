using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.VectorIndex;

/// <summary>By AVX-VNNI: four products of bytes are summed into each of eight 32-bit lanes at once.</summary>
internal readonly unsafe struct VnniProduct : IBlockProduct
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(
        byte* block, sbyte* query, int groups, int bias, out Vector256<int> low, out Vector256<int> high)
    {
        low = Vector256.Create(bias);
        high = low;
        int* fours = (int*)query;
        for (int group = 0; group < groups; group++, block += Vector256<byte>.Count * 2)
        {
            var four = Vector256.Create(fours[group]).AsSByte();
            low = AvxVnni.MultiplyWideningAndAdd(low, Vector256.Load(block), four);
            high = AvxVnni.MultiplyWideningAndAdd(high, Vector256.Load(block + Vector256<byte>.Count), four);
        }
    }
}
