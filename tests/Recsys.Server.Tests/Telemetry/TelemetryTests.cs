using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Recsys.Pipeline.Telemetry;
using Recsys.Server.Telemetry;
using Recsys.Server.Tests.EndToEnd;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Telemetry;

[Collection(TelemetryAlone.Name)]
public sealed class TelemetryTests(TrainedShop shop)
{
    private static readonly string[] Stages = ["hydrate", "retrieve", "filter", "score", "order"];

    [Fact]
    public async Task Recommendation_WithExporter_IsASpanForEachStageUnderTheRequests()
    {
        var spans = new KeepingExporter<Activity>();
        var metrics = new KeepingExporter<Metric>();
        await using var test = await TestServer.StartAsync(
            exporters: new TelemetryExporters([spans], [metrics]), folder: shop.Copy(), realModels: true);
        await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = SampleShop.CustomerId(1) });
        await test.Server.StopAsync();
        var request = Assert.Single(spans.Kept, span => span.Tags.Any(
            tag => tag is { Key: "grpc.method", Value: "/recsys.v1.RecommendationService/RecommendForUser" }));
        var stages = spans.Kept.Where(span => span.Source.Name == PipelineTelemetry.Name).ToList();
        Assert.Subset(stages.Select(span => span.OperationName).ToHashSet(), Stages.ToHashSet());
        Assert.All(stages, span => Assert.Equal(request.TraceId, span.TraceId));
        var names = metrics.Kept.Select(metric => metric.Name).ToHashSet();
        Assert.Contains("recsys.pipeline.stage.duration", names);
        Assert.Contains("recsys.pipeline.stage.candidates", names);
        Assert.Contains("recsys.pipeline.request.duration", names);
    }

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
    public async Task Call_WithEndpoint_ReachesTheCollector()
    {
        await using var collector = await Collector.StartAsync();
        await using var test = await TestServer.StartAsync(options => options with
        {
            OtlpEndpoint = collector.Address,
        });
        await new Probe.ProbeClient(test.Channel).FailAsync(new ProbeRequest());
        // Stopping sends what was recorded.
        await test.Server.StopAsync();
        Assert.Contains("recsys.server.tests.Probe/Fail", Text(await collector.Traces.Task), StringComparison.Ordinal);
        Assert.Contains("recsys-server", Text(await collector.Metrics.Task), StringComparison.Ordinal);
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);

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
