using FASTER.core;

namespace Recsys.Storage.Features;

/// <summary>
/// Read and read-modify-write of records. FASTER holds the record's lock while it calls. Where an update is given
/// something to put its result into, it gets a copy of the record.
/// </summary>
internal sealed class FeatureFunctions(LayoutRegister layouts, SessionBounds sessions)
    : FunctionsBase<SpanByte, SpanByte, FeatureInput, FeatureBytes?, Empty>
{
    /// <summary>Sessions that an update began anew.</summary>
    public long BegunAnew { get; private set; }

    public override bool SingleReader(
        ref SpanByte key, ref FeatureInput input, ref SpanByte value, ref FeatureBytes? dst, ref ReadInfo readInfo)
    {
        dst ??= new FeatureBytes();
        dst.Take(value.AsReadOnlySpan());
        return true;
    }

    public override bool ConcurrentReader(
        ref SpanByte key, ref FeatureInput input, ref SpanByte value, ref FeatureBytes? dst, ref ReadInfo readInfo) =>
        SingleReader(ref key, ref input, ref value, ref dst, ref readInfo);

    public override bool InitialUpdater(
        ref SpanByte key, ref FeatureInput input, ref SpanByte value, ref FeatureBytes? output, ref RMWInfo rmwInfo)
    {
        var layout = layouts.Current(input.Entity);
        RecordGrowth.CopyWithRoom(layout, layout.Empty, value.AsSpan(), input);
        return Apply(layout, value.AsSpan(), input, output);
    }

    public override bool InPlaceUpdater(
        ref SpanByte key, ref FeatureInput input, ref SpanByte value, ref FeatureBytes? output, ref RMWInfo rmwInfo)
    {
        var layout = layouts.Current(input.Entity);
        return RecordHead.Layout(value.AsReadOnlySpan()) == layout.Number
            && !sessions.BeginsAnew(value.AsReadOnlySpan(), input)
            && Apply(layout, value.AsSpan(), input, output);
    }

    public override bool CopyUpdater(
        ref SpanByte key, ref FeatureInput input, ref SpanByte oldValue, ref SpanByte newValue,
        ref FeatureBytes? output, ref RMWInfo rmwInfo)
    {
        var layout = layouts.Current(input.Entity);
        var record = sessions.BeginsAnew(oldValue.AsReadOnlySpan(), input)
            ? layout.Empty
            : layouts.Upgraded(oldValue.AsReadOnlySpan(), layout);
        RecordGrowth.CopyWithRoom(layout, record, newValue.AsSpan(), input);
        return Apply(layout, newValue.AsSpan(), input, output);
    }

    public override void PostCopyUpdater(
        ref SpanByte key, ref FeatureInput input, ref SpanByte oldValue, ref SpanByte newValue,
        ref FeatureBytes? output, ref RMWInfo rmwInfo)
    {
        if (sessions.BeginsAnew(oldValue.AsReadOnlySpan(), input)) BegunAnew++;
    }

    // What is still in memory must not get to the disk.
    public override bool ConcurrentDeleter(ref SpanByte key, ref SpanByte value, ref DeleteInfo deleteInfo)
    {
        value.AsSpan().Clear();
        return true;
    }

    // Never a SpanByte by value: the bytes lie behind it.
    private static bool Apply(RecordLayout layout, Span<byte> value, in FeatureInput input, FeatureBytes? output)
    {
        if (!RecordFold.TryApply(layout, value, input)) return false;
        output?.Take(value);
        return true;
    }
}
