using System.Runtime.Intrinsics;

namespace Recsys.VectorIndex;

/// <summary>Multiplies one block of a list with a query, by one kind of instructions.</summary>
internal unsafe interface IBlockProduct
{
    /// <summary>Inner products of sixteen coded vectors with a coded query, exact in integers.</summary>
    /// <param name="block">The block.</param>
    /// <param name="query">The query's codes.</param>
    /// <param name="groups">Groups of a vector.</param>
    /// <param name="bias">What the sums begin with.</param>
    /// <param name="low">Sums of the first eight vectors.</param>
    /// <param name="high">Sums of the others.</param>
    static abstract void Multiply(
        byte* block, sbyte* query, int groups, int bias, out Vector256<int> low, out Vector256<int> high);
}
