using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>The real gRPC server on a port of its own, with services that answer by a script.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, string address)
    {
        _app = app;
        Address = address;
    }

    public string Address { get; }

    public ScriptedRecommendations Recommendations => _app.Services.GetRequiredService<ScriptedRecommendations>();

    public ScriptedInteractions Interactions => _app.Services.GetRequiredService<ScriptedInteractions>();

    public static async Task<TestServer> StartAsync(X509Certificate2? certificate = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null) listen.UseHttps(certificate);
            }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<ScriptedRecommendations>();
        builder.Services.AddSingleton<ScriptedInteractions>();
        var app = builder.Build();
        app.MapGrpcService<ScriptedRecommendations>();
        app.MapGrpcService<ScriptedCustomers>();
        app.MapGrpcService<ScriptedProducts>();
        app.MapGrpcService<ScriptedInteractions>();
        app.MapGrpcService<ScriptedOperations>();
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new TestServer(app, address);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
