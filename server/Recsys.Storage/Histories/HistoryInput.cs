using FASTER.core;
using Recsys.Pipeline.Features;

namespace Recsys.Storage.Histories;

/// <summary>One event to apply. The country points into pinned memory that outlives the operation.</summary>
internal struct HistoryInput
{
    public HistoryEvent Event;
    public SpanByte Country;
}
