using FASTER.core;

namespace Recsys.Storage.Features;

/// <summary>Tells FASTER how much room a record needs, its four-byte length included.</summary>
internal sealed class FeatureLengths(LayoutRegister layouts, SessionBounds sessions)
    : IVariableLengthStruct<SpanByte, FeatureInput>
{
    public int GetLength(ref SpanByte value, ref FeatureInput input)
    {
        var layout = layouts.Current(input.Entity);
        var record = sessions.BeginsAnew(value.AsReadOnlySpan(), input)
            ? layout.Empty
            : layouts.Upgraded(value.AsReadOnlySpan(), layout);
        return sizeof(int) + RecordGrowth.BytesAfter(layout, record, input);
    }

    public int GetInitialLength(ref FeatureInput input)
    {
        var layout = layouts.Current(input.Entity);
        return sizeof(int) + RecordGrowth.BytesAfter(layout, layout.Empty, input);
    }
}
