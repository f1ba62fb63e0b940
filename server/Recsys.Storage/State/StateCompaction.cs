using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>
/// Bounds the length of a FASTER log. Every checkpoint leaves the records before it as they are, so each change after
/// it is a copy and leaves garbage. Once the log is more than twice as long as after the last time, a round begins: in
/// steps, one behind each checkpoint, what is still valid of the oldest part is copied to the end, until all that was
/// there when the round began is gone. What fits memory is left alone.
/// </summary>
/// <param name="kv">The store.</param>
/// <param name="rules">What need not be copied.</param>
/// <param name="leastBytes">Length below which nothing is done.</param>
/// <param name="pageBits">Bits of the length of a page.</param>
/// <param name="compactedBytes">Length when the log was last compacted whole; 0 when it never was.</param>
internal sealed class StateCompaction(Kv kv, CompactionRules rules, long leastBytes, int pageBits, long compactedBytes)
{
    // A step goes at least twice as far as the log grew since the one before, so a round comes to its end.
    private const int StepsPerGrowth = 2;
    private long _roundEnd;
    private long _tail = kv.Log.TailAddress;

    /// <summary>Length of the log when it was last compacted whole.</summary>
    public long CompactedBytes { get; private set; } = compactedBytes;

    /// <summary>Does a step where one is due. The writer and readers go on meanwhile.</summary>
    /// <param name="until">Everything before it is on disk: the end of a checkpoint.</param>
    public void Step(long until)
    {
        var log = kv.Log;
        long grown = log.TailAddress - _tail;
        _tail = log.TailAddress;
        if (_roundEnd <= log.BeginAddress)
        {
            if (log.TailAddress - log.BeginAddress < (CompactedBytes * 2) + leastBytes) return;
            _roundEnd = until;
        }
        // Only what is on disk alone: pages in memory make place for others while they are read.
        long step = Math.Max(leastBytes / 2, grown * StepsPerGrowth);
        // FASTER reads up to the end it is given and no further: where that lies within a record, the copy would have
        // zeros for the rest of it. No record goes over the edge of a page.
        long edge = (((log.BeginAddress + step) >> pageBits) + 1) << pageBits;
        long end = Math.Min(Math.Min(_roundEnd, edge), log.HeadAddress);
        if (end <= log.BeginAddress) return;
        log.Compact<SpanByte, SpanByteAndMemory, Empty, SpanByteFunctions<Empty>, CompactionRules>(
            new SpanByteFunctions<Empty>(), rules, end, CompactionType.Lookup);
        if (log.BeginAddress >= _roundEnd) CompactedBytes = log.TailAddress - log.BeginAddress;
    }
}
