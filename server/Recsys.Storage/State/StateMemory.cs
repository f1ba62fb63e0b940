using System.Numerics;

namespace Recsys.Storage.State;

/// <summary>
/// How one FASTER store divides the memory it is given: an eighth at most for the hash index, whose size is a power of
/// two, the rest for the newest pages of the log.
/// </summary>
internal readonly record struct StateMemory
{
    /// <summary>Bytes of a bucket of the hash index.</summary>
    public const int BucketBytes = 64;

    /// <summary>Pages of the log that are in memory at least.</summary>
    public const int LeastPages = 2;

    private const int LeastBuckets = 1 << 12;

    public StateMemory(long bytes, int pageBits)
    {
        Buckets = Math.Max(LeastBuckets, 1L << BitOperations.Log2((ulong)bytes / 8 / BucketBytes));
        long pages = Math.Max(LeastPages, (bytes - IndexBytes) >> pageBits);
        LogBits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((ulong)pages)) + pageBits;
        EmptyPages = (int)((1L << (LogBits - pageBits)) - pages);
    }

    /// <summary>Buckets of the hash index, 64 bytes each with room for 7 keys.</summary>
    public long Buckets { get; }

    /// <summary>Bits of the log's room in memory, some pages of which stay empty.</summary>
    public int LogBits { get; }

    /// <summary>Pages of that room that are not to be used.</summary>
    public int EmptyPages { get; }

    public long IndexBytes => Buckets * BucketBytes;
}
