using Recsys.Storage.Records;

namespace Recsys.Storage.Interactions;

/// <summary>
/// How far a stream of interactions got: all its batches up to this one are durable. Journalled behind the last
/// interaction of each batch, so that both are there or neither is.
/// </summary>
/// <param name="Stream">Which stream: random, so that no two are the same.</param>
/// <param name="Batch">Number of the batch.</param>
internal readonly record struct StreamMark(UInt128 Stream, long Batch)
{
    public static void Write(RecordBuffer to, StreamMark mark)
    {
        to.Begin(RecordKind.StreamMark);
        to.Int64((long)(ulong)mark.Stream);
        to.Int64((long)(ulong)(mark.Stream >> 64));
        to.Int64(mark.Batch);
        to.End();
    }

    public static StreamMark Read(ref RecordReader from)
    {
        ulong low = (ulong)from.Int64(), high = (ulong)from.Int64();
        return new StreamMark(new UInt128(high, low), from.Int64());
    }
}
