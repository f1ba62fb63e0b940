using System.Runtime.Intrinsics;

namespace Recsys.VectorIndex;

/// <summary>By the numbers alone: for other processors, and what the other ways are held against.</summary>
internal readonly unsafe struct PortableProduct : IBlockProduct
{
    public static void Multiply(
        byte* block, sbyte* query, int groups, int bias, out Vector256<int> low, out Vector256<int> high)
    {
        int* sums = stackalloc int[CodedList.BlockRows];
        for (int row = 0; row < CodedList.BlockRows; row++) sums[row] = bias;
        for (int group = 0; group < groups; group++, query += CodedList.Group)
        {
            for (int row = 0; row < CodedList.BlockRows; row++, block += CodedList.Group)
                sums[row] += (block[0] * query[0]) + (block[1] * query[1]) + (block[2] * query[2])
                    + (block[3] * query[3]);
        }
        low = Vector256.Load(sums);
        high = Vector256.Load(sums + Vector256<int>.Count);
    }
}
