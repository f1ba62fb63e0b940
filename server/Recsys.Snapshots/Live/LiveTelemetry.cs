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
        "Products that could not be taken in; lists and samples of recall that failed.");

    internal static Gauge<double> Recall { get; } = Meter.CreateGauge<double>(
        "recsys.index.recall", "1", "Part of the true best that the latest sampled searches found.");

    internal static Counter<long> RecallAlarms { get; } = Meter.CreateCounter<long>(
        "recsys.index.recall.alarms", "{alarm}", "Times that the sampled recall fell below its alarm.");
}
