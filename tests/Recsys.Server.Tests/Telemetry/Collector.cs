using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Recsys.Server.Tests.Telemetry;

/// <summary>Takes OTLP over gRPC, keeps the bytes, and answers each export with an empty message.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private const string Package = "opentelemetry.proto.collector";
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public TaskCompletionSource<byte[]> Traces { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<byte[]> Metrics { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new Collector(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        string path = context.Request.Path;
        if (path == $"/{Package}.trace.v1.TraceService/Export") Traces.TrySetResult(body.ToArray());
        if (path == $"/{Package}.metrics.v1.MetricsService/Export") Metrics.TrySetResult(body.ToArray());
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Features.Get<IHttpResponseTrailersFeature>()!.Trailers["grpc-status"] = "0";
    }
}
