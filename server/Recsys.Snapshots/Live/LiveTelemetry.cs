using System.Diagnostics.Metrics;

namespace Recsys.Snapshots.Live;

/// <summary>Metrics of following the catalogue.</summary>
public static class LiveTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Recsys.Snapshots";

    private static readonly Meter Meter = new(Name);

    internal static Counter<long> Updated { get; } = Meter.CreateCounter<long>(
        "recsys.live.updated", "{product}", "Changed products that the live snapshot looked at.");

    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>(
        "recsys.live.failures", "{failure}",
        "Products that could not be taken in; merges, lists and samples of recall that failed.");
}
