using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Recsys.Server.Telemetry;

/// <summary>Exporters beside OTLP; empty in production.</summary>
internal sealed record TelemetryExporters(
    IReadOnlyList<BaseExporter<Activity>> Spans, IReadOnlyList<BaseExporter<Metric>> Metrics)
{
    public static TelemetryExporters None { get; } = new([], []);

    public bool Any => Spans.Count + Metrics.Count > 0;
}
