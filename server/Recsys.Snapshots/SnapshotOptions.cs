namespace Recsys.Snapshots;

/// <summary>How a snapshot is put together.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Highest <see cref="Probes"/>.</summary>
    public const int MaxProbes = 65_536;

    /// <summary>Lists of the vector index that a search looks into, 1–65,536: more find more and take longer.</summary>
    public int Probes { get; init; } = 32;
}
