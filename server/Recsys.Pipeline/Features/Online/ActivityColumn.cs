namespace Recsys.Pipeline.Features.Online;

/// <summary>One product feature as <see cref="ProductActivity"/> holds it. Look it up once and keep it.</summary>
public readonly struct ActivityColumn
{
    internal ActivityColumn(int slot, OnlineFeature feature)
    {
        (Slot, Feature) = (slot, feature);
        Rates = [.. feature.HalfLives.Select(life => -Math.Log(2) / life.TotalMilliseconds)];
    }

    /// <summary>The feature.</summary>
    public OnlineFeature Feature { get; }

    internal int Slot { get; }

    internal double[] Rates { get; }
}
