using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Recsys.Pipeline.Telemetry;

/// <summary>
/// Spans and metrics of the pipeline. The framework records them, so that no source, filter or scorer has to; where
/// nobody listens, an instrument costs one check.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Recsys.Pipeline";

    private static readonly Meter Meter = new(Name);

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
            0.5, 1,
        ],
    };

    private static readonly InstrumentAdvice<int> Counts = new()
    {
        HistogramBucketBoundaries = [0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 20_000],
    };

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram(
        "recsys.pipeline.request.duration", "s", "Time of a request in the pipeline.", advice: Seconds);

    internal static Histogram<double> StageDuration { get; } = Meter.CreateHistogram(
        "recsys.pipeline.stage.duration", "s", "Time of one stage of one request.", advice: Seconds);

    internal static Histogram<int> StageCandidates { get; } = Meter.CreateHistogram(
        "recsys.pipeline.stage.candidates", "{candidate}", "Candidates that a stage passed on.", advice: Counts);

    internal static Histogram<double> SourceDuration { get; } = Meter.CreateHistogram(
        "recsys.pipeline.source.duration", "s", "Time of one call of one source.", advice: Seconds);

    internal static Histogram<int> SourceCandidates { get; } = Meter.CreateHistogram(
        "recsys.pipeline.source.candidates", "{candidate}", "Candidates that one call of a source found.",
        advice: Counts);

    internal static Counter<long> FilterRemoved { get; } = Meter.CreateCounter<long>(
        "recsys.pipeline.filter.removed", "{candidate}", 
        "Candidates that a filter removed, and rows that it turned away while a source looked.");

    internal static Counter<long> Refills { get; } = Meter.CreateCounter<long>(
        "recsys.pipeline.refills", "{round}", "Rounds in which sources were asked for more.");

    internal static Counter<long> Degradations { get; } = Meter.CreateCounter<long>(
        "recsys.pipeline.degradations", "{failure}", "Parts that failed and were done without.");

    internal static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);
}
