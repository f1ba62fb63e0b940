using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Recsys.Client.Tests;

/// <summary>The real gRPC server on a port of its own, answering as a test scripts it, so that failures come when
/// wanted.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app, string address)
    {
        _app = app;
        Address = address;
    }

    public string Address { get; }

    /// <summary>The calls that arrived, in their order.</summary>
    public ConcurrentQueue<ReceivedCall> Calls => _app.Services.GetRequiredService<Script>().Calls;

    /// <summary>What is thrown for the calls to come, one each; null answers.</summary>
    public ConcurrentQueue<RpcException?> Failures => _app.Services.GetRequiredService<Script>().Failures;

    /// <param name="certificate">Its certificate with its key, for TLS; null for plain text.</param>
    public static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (certificate is not null) listen.UseHttps(certificate);
            }));
        if (certificate is not null) builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddSingleton<Script>();
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<ScriptedRecommendations>();
        app.MapGrpcService<ScriptedProducts>();
        app.MapGrpcService<ScriptedInteractions>();
        app.MapGrpcService<ScriptedModels>();
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new ScriptedServer(app, address);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
