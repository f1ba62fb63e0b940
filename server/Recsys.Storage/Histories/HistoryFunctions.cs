using FASTER.core;
using Recsys.Pipeline.Features;

namespace Recsys.Storage.Histories;

/// <summary>Read and read-modify-write of histories. FASTER holds the record's lock while it calls.</summary>
internal sealed class HistoryFunctions : FunctionsBase<SpanByte, SpanByte, HistoryInput, UserHistory?, Empty>
{
    public override bool SingleReader(
        ref SpanByte key, ref HistoryInput input, ref SpanByte value, ref UserHistory? dst, ref ReadInfo readInfo)
    {
        dst = HistoryLayout.ToHistory(value.AsReadOnlySpan());
        return true;
    }

    public override bool ConcurrentReader(
        ref SpanByte key, ref HistoryInput input, ref SpanByte value, ref UserHistory? dst, ref ReadInfo readInfo) =>
        SingleReader(ref key, ref input, ref value, ref dst, ref readInfo);

    public override bool InitialUpdater(
        ref SpanByte key, ref HistoryInput input, ref SpanByte value, ref UserHistory? output, ref RMWInfo rmwInfo)
    {
        HistoryLayout.Initialize(value.AsSpan());
        return HistoryLayout.TryApply(value.AsSpan(), input.Event, input.Country.AsReadOnlySpan());
    }

    public override bool InPlaceUpdater(
        ref SpanByte key, ref HistoryInput input, ref SpanByte value, ref UserHistory? output, ref RMWInfo rmwInfo) =>
        HistoryLayout.TryApply(value.AsSpan(), input.Event, input.Country.AsReadOnlySpan());

    public override bool CopyUpdater(
        ref SpanByte key, ref HistoryInput input, ref SpanByte oldValue, ref SpanByte newValue, ref UserHistory? output,
        ref RMWInfo rmwInfo)
    {
        HistoryLayout.CopyWithRoom(oldValue.AsReadOnlySpan(), newValue.AsSpan(), input.Event);
        return HistoryLayout.TryApply(newValue.AsSpan(), input.Event, input.Country.AsReadOnlySpan());
    }

    // What is still in memory must not get to the disk.
    public override bool ConcurrentDeleter(ref SpanByte key, ref SpanByte value, ref DeleteInfo deleteInfo)
    {
        value.AsSpan().Clear();
        return true;
    }
}
