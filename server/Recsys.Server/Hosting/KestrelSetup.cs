using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Recsys.Server.Hosting;

/// <summary>Gives Kestrel the address and the limits.</summary>
internal static class KestrelSetup
{
    // A header list beyond this is an attack or a mistake; gRPC's own headers take a few hundred bytes.
    private const int MaxHeaderBytes = 32 << 10;

    public static void Apply(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        // The gRPC layer refuses large messages by their announced length; this bounds what never announces one.
        limits.MaxRequestBodySize = options.MaxReceiveMessageBytes + (64 << 10);
        limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        limits.Http2.KeepAlivePingDelay = options.KeepAlivePingDelay;
        limits.Http2.KeepAlivePingTimeout = options.KeepAlivePingTimeout;
        // Batches of interactions are up to a megabyte; the default windows would stop after 96 and 128 KiB.
        limits.Http2.InitialStreamWindowSize = 1 << 20;
        limits.Http2.InitialConnectionWindowSize = 4 << 20;
        if (options.Address.Host == "localhost" && options.Address.Port != 0)
            kestrel.ListenLocalhost(options.Address.Port, Http2Only);
        else
            kestrel.Listen(AddressOf(options.Address), options.Address.Port, Http2Only);
    }

    // Kestrel cannot take a free port on both loopback addresses at once, so localhost with port 0 is IPv4 alone.
    private static IPAddress AddressOf(Uri address) =>
        address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.DnsSafeHost);

    private static void Http2Only(ListenOptions listen) => listen.Protocols = HttpProtocols.Http2;
}
