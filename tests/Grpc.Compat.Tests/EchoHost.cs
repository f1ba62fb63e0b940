using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Grpc.Compat.Tests;

/// <summary>The echo service on a real Kestrel at a port of its own, with a real channel to it.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoHost(WebApplication app, EchoState state, GrpcChannel channel)
    {
        _app = app;
        State = state;
        Channel = channel;
    }

    public EchoState State { get; }

    public GrpcChannel Channel { get; }

    public static async Task<EchoHost> StartAsync(
        Action<GrpcServiceOptions>? server = null, Action<GrpcChannelOptions>? client = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var state = new EchoState();
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc(options => server?.Invoke(options));
        var app = builder.Build();
        app.MapGrpcService<EchoServiceImplementation>();
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var options = new GrpcChannelOptions();
        client?.Invoke(options);
        return new EchoHost(app, state, GrpcChannel.ForAddress(address, options));
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
    }
}
