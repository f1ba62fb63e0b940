using System.Reflection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Recsys.Pipeline.Telemetry;
using Recsys.Snapshots.Live;
using Recsys.Storage.Telemetry;

namespace Recsys.Server.Telemetry;

/// <summary>
/// Runs the OpenTelemetry SDK for the life of the server. Without an endpoint nothing is started: sources cost one
/// check each, and instruments are heard by the server's own status alone.
/// </summary>
internal sealed class TelemetryHostedService(ServerOptions options, TelemetryExporters exporters)
    : IHostedService, IDisposable
{
    // Flushing must not hold up the end of the process when the collector is gone.
    private const int FlushMilliseconds = 2_000;

    // ASP.NET Core and the runtime record by themselves; nothing has to be installed into them.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", PipelineTelemetry.Name];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", PipelineTelemetry.Name,
        StorageTelemetry.Name, LiveTelemetry.Name,
    ];

    private TracerProvider? _tracer;
    private MeterProvider? _meter;

    /// <summary>Whether anything listens.</summary>
    public bool Running => _tracer is not null;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.OtlpEndpoint is null && !exporters.Any) return Task.CompletedTask;
        _tracer = BuildTracer();
        _meter = BuildMeter();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _tracer?.ForceFlush(FlushMilliseconds);
        _meter?.ForceFlush(FlushMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _tracer?.Dispose();
        _meter?.Dispose();
    }

    private TracerProvider BuildTracer()
    {
        var builder = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource()).AddSource(Sources);
        foreach (var exporter in exporters.Spans) builder.AddProcessor(new SimpleActivityExportProcessor(exporter));
        if (options.OtlpEndpoint is { } endpoint)
            builder.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
        return builder.Build();
    }

    private MeterProvider BuildMeter()
    {
        var builder = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource()).AddMeter(Meters);
        foreach (var exporter in exporters.Metrics)
            builder.AddReader(new BaseExportingMetricReader(exporter));
        if (options.OtlpEndpoint is { } endpoint)
            builder.AddOtlpExporter(otlp => otlp.Endpoint = endpoint);
        return builder.Build();
    }

    private static ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService(
        "recsys-server", serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3));
}
