using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>Leaves records behind that are of no use when the log is compacted.</summary>
internal sealed class CompactionRules(RecordTest? isOver) : ICompactionFunctions<SpanByte, SpanByte>
{
    public bool IsDeleted(ref SpanByte key, ref SpanByte value) =>
        isOver is not null && isOver(key.AsReadOnlySpan(), value.AsReadOnlySpan());
}
