using System.Numerics;

namespace Recsys.Storage.State;

/// <summary>
/// How one FASTER store divides the memory it is given: an eighth at most for the hash index, the rest for the newest
/// pages of the log, each rounded down to a power of two. What rounding leaves is room for keys that share a bucket of
/// the index.
/// </summary>
/// <remarks>
/// FASTER can leave pages of its ring empty, which would take the log to the page, but it then reads pages that are not
/// there after some recoveries.
/// </remarks>
internal readonly record struct StateMemory
{
    /// <summary>Bytes of a bucket of the hash index.</summary>
    public const int BucketBytes = 64;

    private const int LeastBuckets = 1 << 12, LeastPageBits = 2;

    public StateMemory(long bytes, int pageBits)
    {
        Buckets = Math.Max(LeastBuckets, 1L << BitOperations.Log2((ulong)bytes / 8 / BucketBytes));
        LogBits = Math.Max(LeastPageBits + pageBits, BitOperations.Log2((ulong)(bytes - IndexBytes)));
    }

    /// <summary>Buckets of the hash index, 64 bytes each with room for 7 keys.</summary>
    public long Buckets { get; }

    /// <summary>Bits of the bytes of the log that are in memory.</summary>
    public int LogBits { get; }

    public long IndexBytes => Buckets * BucketBytes;
}
