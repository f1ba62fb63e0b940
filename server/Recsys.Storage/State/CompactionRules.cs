using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>Says of a record whether it is of no use to anyone any more.</summary>
internal delegate bool RecordTest(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

/// <summary>Leaves records behind that are of no use when the log is compacted.</summary>
internal sealed class CompactionRules(RecordTest? isOver) : ICompactionFunctions<SpanByte, SpanByte>
{
    public bool IsDeleted(ref SpanByte key, ref SpanByte value) =>
        isOver is not null && isOver(key.AsReadOnlySpan(), value.AsReadOnlySpan());
}
