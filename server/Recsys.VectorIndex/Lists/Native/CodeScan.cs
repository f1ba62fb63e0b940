using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.VectorIndex;

/// <summary>Scans a list: products of all its vectors with a query, those above the threshold offered on.</summary>
internal static unsafe class CodeScan
{
    private const int AheadBytes = 4096;

    /// <summary>The fastest way this processor has.</summary>
    public static CodePath Fastest { get; } =
        AvxVnni.IsSupported ? CodePath.Vnni : Avx2.IsSupported ? CodePath.Avx2 : CodePath.Portable;

    /// <summary>Scans one list.</summary>
    /// <param name="path">By which instructions; all find the same.</param>
    /// <param name="list">The list.</param>
    /// <param name="query">The query, of the list's dimension.</param>
    /// <param name="best">Takes what is better than what it has.</param>
    public static void Scan(CodePath path, CodedList list, CodedQuery query, BestRows best)
    {
        switch (path)
        {
            case CodePath.Vnni:
                Scan<VnniProduct>(list, query, best);
                break;
            case CodePath.Avx2:
                Scan<Avx2Product>(list, query, best);
                break;
            default:
                Scan<PortableProduct>(list, query, best);
                break;
        }
        GC.KeepAlive(list);
    }

    /// <summary>Fills products of all vectors of a list with a query, by position.</summary>
    /// <param name="path">By which instructions; all find the same.</param>
    /// <param name="list">The list.</param>
    /// <param name="query">The query, of the list's dimension.</param>
    /// <param name="products">As many as the list has vectors.</param>
    public static void Fill(CodePath path, CodedList list, CodedQuery query, Span<float> products)
    {
        switch (path)
        {
            case CodePath.Vnni:
                Fill<VnniProduct>(list, query, products);
                break;
            case CodePath.Avx2:
                Fill<Avx2Product>(list, query, products);
                break;
            default:
                Fill<PortableProduct>(list, query, products);
                break;
        }
        GC.KeepAlive(list);
    }

    // Memory is what a scan of millions waits for, and the processor's own fetching ahead ends with each page.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(byte* start, int bytes)
    {
        if (!Sse.IsSupported) return;
        for (int at = 0; at < bytes; at += 64) Sse.Prefetch0(start + at);
    }

    private static void Scan<TProduct>(CodedList list, CodedQuery query, BestRows best)
        where TProduct : struct, IBlockProduct
    {
        int blockBytes = CodedList.BlockRows * CodedList.Group * list.Groups, groups = list.Groups, bias = query.Bias;
        byte* block = list.Codes;
        float* scales = list.Scales;
        int* rows = list.Rows;
        float* scores = stackalloc float[CodedList.BlockRows];
        Fetch(block, Math.Min(AheadBytes, list.Blocks * blockBytes));
        fixed (sbyte* codes = query.Codes)
        {
            var limit = Vector256.Create(best.Threshold);
            for (int i = 0; i < list.Blocks; i++, block += blockBytes, scales += 16, rows += 16)
            {
                Fetch(block + AheadBytes, blockBytes);
                TProduct.Multiply(block, codes, groups, bias, out var low, out var high);
                var first = Vector256.ConvertToSingle(low) * Vector256.Load(scales);
                var second = Vector256.ConvertToSingle(high) * Vector256.Load(scales + 8);
                uint above = Vector256.GreaterThan(first, limit).ExtractMostSignificantBits()
                    | (Vector256.GreaterThan(second, limit).ExtractMostSignificantBits() << 8);
                if (above == 0) continue;
                first.Store(scores);
                second.Store(scores + 8);
                best.Take(
                    above, new ReadOnlySpan<float>(scores, CodedList.BlockRows),
                    new ReadOnlySpan<int>(rows, CodedList.BlockRows));
                limit = Vector256.Create(best.Threshold);
            }
        }
    }

    private static void Fill<TProduct>(CodedList list, CodedQuery query, Span<float> products)
        where TProduct : struct, IBlockProduct
    {
        int blockBytes = CodedList.BlockRows * CodedList.Group * list.Groups, groups = list.Groups, bias = query.Bias;
        byte* block = list.Codes;
        float* scales = list.Scales;
        float* of = stackalloc float[CodedList.BlockRows];
        Fetch(block, Math.Min(AheadBytes, list.Blocks * blockBytes));
        fixed (sbyte* codes = query.Codes)
        {
            for (; !products.IsEmpty; block += blockBytes, scales += CodedList.BlockRows)
            {
                Fetch(block + AheadBytes, blockBytes);
                TProduct.Multiply(block, codes, groups, bias, out var low, out var high);
                (Vector256.ConvertToSingle(low) * Vector256.Load(scales)).Store(of);
                (Vector256.ConvertToSingle(high) * Vector256.Load(scales + 8)).Store(of + 8);
                int count = Math.Min(CodedList.BlockRows, products.Length);
                new ReadOnlySpan<float>(of, count).CopyTo(products);
                products = products[count..];
            }
        }
    }
}
