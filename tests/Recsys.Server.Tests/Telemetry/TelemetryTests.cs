using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Recsys.Server.Telemetry;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Telemetry;

[Collection(TelemetryAlone.Name)]
public sealed class TelemetryTests
{
    [Fact]
    public async Task Call_WithExporter_IsASpanAndAMeasurement()
    {
        var spans = new KeepingExporter<Activity>();
        var metrics = new KeepingExporter<Metric>();
        await using var test = await TestServer.StartAsync(exporters: new TelemetryExporters([spans], [metrics]));
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        // The span ends after the answer is on its way; stopping waits for it and flushes.
        await test.Server.StopAsync();
        var span = Assert.Single(spans.Kept, span => span.Tags.Any(
            tag => tag is { Key: "grpc.method", Value: "/recsys.server.tests.Probe/Fail" }));
        Assert.Contains(span.Tags, tag => tag is { Key: "grpc.status_code", Value: "0" });
        Assert.Contains(metrics.Kept, metric => metric.Name == "http.server.request.duration");
    }

    [Fact]
    public async Task Start_WithoutEndpoint_StartsNothing()
    {
        await using var test = await TestServer.StartAsync();
        Assert.False(test.Server.Services.GetRequiredService<TelemetryHostedService>().Running);
    }

    [Fact]
    public async Task Start_WithEndpointThatIsNotThere_ServesAllTheSame()
    {
        await using var test = await TestServer.StartAsync(options => options with
        {
            OtlpEndpoint = new Uri("http://127.0.0.1:9"),
        });
        Assert.True(test.Server.Services.GetRequiredService<TelemetryHostedService>().Running);
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        Assert.Empty(test.Errors);
    }
}
