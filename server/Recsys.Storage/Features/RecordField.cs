using Recsys.Pipeline.Features.Online;

namespace Recsys.Storage.Features;

/// <summary>Where a record holds one feature.</summary>
internal sealed class RecordField
{
    public RecordField(OnlineFeature feature, int offset, int section)
    {
        (Feature, Kind, Input, Limit) = (feature, feature.Kind, feature.Input, feature.Limit);
        (Offset, Section) = (offset, section);
        Rates = [.. feature.HalfLives.Select(life => -Math.Log(2) / life.TotalMilliseconds)];
    }

    public OnlineFeature Feature { get; }

    public OnlineFeatureKind Kind { get; }

    public OnlineInput Input { get; }

    public int Limit { get; }

    /// <summary>Offset of its first slot in the fixed part.</summary>
    public int Offset { get; }

    /// <summary>Its part that grows; −1 for none.</summary>
    public int Section { get; }

    /// <summary>Natural logarithm of what a millisecond leaves of a decayed count, for each half-life.</summary>
    public double[] Rates { get; }
}
