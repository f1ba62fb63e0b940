using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recsys.MicroBench.Fronts;

/// <summary>Kestrel with nothing in it: HTTP/2 without TLS, and every body comes back as it was sent.</summary>
internal sealed class RawEcho : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RawEcho(WebApplication app) => _app = app;

    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<RawEcho> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(context => context.Request.Body.CopyToAsync(context.Response.Body));
        await app.StartAsync();
        return new RawEcho(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
