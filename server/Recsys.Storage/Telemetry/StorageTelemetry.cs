using System.Diagnostics.Metrics;

namespace Recsys.Storage.Telemetry;

/// <summary>Metrics of the store; where nobody listens, an instrument costs one check a group.</summary>
public static class StorageTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Recsys.Storage";

    private static readonly Meter Meter = new(Name);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Counts = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 50, 100, 500, 1000, 5000, 10_000, 50_000, 100_000],
    };

    internal static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram(
        "recsys.storage.commit.duration", "s", "Time to make one group of records durable.", advice: Seconds);

    internal static Histogram<double> ApplyDuration { get; } = Meter.CreateHistogram(
        "recsys.storage.apply.duration", "s", "Time to apply one group of records to the state.", advice: Seconds);

    internal static Histogram<int> CommitRecords { get; } = Meter.CreateHistogram(
        "recsys.storage.commit.records", "{record}", "Records of one group.", advice: Counts);

    internal static Histogram<double> CheckpointDuration { get; } = Meter.CreateHistogram(
        "recsys.storage.checkpoint.duration", "s", "Time to write one checkpoint.", advice: Seconds);

    internal static Counter<long> Interactions { get; } = Meter.CreateCounter<long>(
        "recsys.storage.interactions", "{interaction}", "Interactions by what became of them: tag outcome.");

    internal static Counter<long> Failures { get; } = Meter.CreateCounter<long>(
        "recsys.storage.failures", "{failure}", "Groups and checkpoints that could not be written: tag what.");

    internal static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
