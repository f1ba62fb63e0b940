using FASTER.core;

namespace Recsys.Storage.Catalogue;

/// <summary>
/// Reads copy the value out; a write in place must be of the same length, all else goes to the log's tail.
/// </summary>
internal sealed class EntityFunctions : SpanByteFunctions<Empty>
{
    public override bool ConcurrentWriter(
        ref SpanByte key, ref SpanByte input, ref SpanByte src, ref SpanByte dst, ref SpanByteAndMemory output,
        ref UpsertInfo upsertInfo)
    {
        if (src.Length != dst.Length) return false;
        src.CopyTo(ref dst);
        return true;
    }

    // What is still in memory must not get to the disk.
    public override bool ConcurrentDeleter(ref SpanByte key, ref SpanByte value, ref DeleteInfo deleteInfo)
    {
        value.AsSpan().Clear();
        return true;
    }
}
