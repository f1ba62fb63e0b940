using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Recsys.Server.Fronts.OnePort;
using Recsys.Server.Fronts.Tls;

namespace Recsys.Server.Hosting;

/// <summary>Gives Kestrel the address and the limits.</summary>
internal static class KestrelSetup
{
    // A header list beyond this is an attack or a mistake; gRPC's own headers take a few hundred bytes.
    private const int MaxHeaderBytes = 32 << 10;

    private const int MaxHeaders = 100;

    // Path and query of a call over plain HTTP.
    private const int MaxRequestLineBytes = 16 << 10;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    // How long a connection of HTTP/1.1 may lie idle; those of HTTP/2 are asked whether they are alive.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);

    public static void Apply(KestrelServerOptions kestrel, ServerOptions options, TimeProvider time)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        limits.MaxRequestHeaderCount = MaxHeaders;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = IdleTimeout;
        // Bodies that trickle in slower hold a connection for nothing. Streams of gRPC are exempt: they may be silent.
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        // The gRPC layer refuses large messages by their announced length; this bounds what never announces one.
        limits.MaxRequestBodySize = options.MaxReceiveMessageBytes + (64 << 10);
        limits.Http2.MaxStreamsPerConnection = options.MaxStreamsPerConnection;
        limits.Http2.KeepAlivePingDelay = options.KeepAlivePingDelay;
        limits.Http2.KeepAlivePingTimeout = options.KeepAlivePingTimeout;
        // Batches of interactions are up to a megabyte; the default windows would stop after 96 and 128 KiB.
        limits.Http2.InitialStreamWindowSize = 1 << 20;
        limits.Http2.InitialConnectionWindowSize = 4 << 20;
        if (kestrel.ApplicationServices.GetService<CertificateSource>() is { } certificates)
            ListenWithTls(kestrel, options.Address, certificates);
        else
            ListenInTheClear(kestrel, options.Address, new ConnectionSplit(HeadersTimeout, time));
    }

    // The client names its version in the handshake.
    private static void ListenWithTls(KestrelServerOptions kestrel, Uri address, CertificateSource certificates) =>
        Listen(kestrel, address, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(certificates.Answer()),
                HandshakeTimeout = HeadersTimeout,
            });
        });

    // Without TLS a client does not say which version it speaks, and Kestrel would take every connection for HTTP/1.1.
    private static void ListenInTheClear(KestrelServerOptions kestrel, Uri address, ConnectionSplit split)
    {
        // Endpoints are bound in this order, so HTTP/1.1 is ready when the first connection comes.
        kestrel.Listen(new Http1EndPoint(), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            ((IConnectionBuilder)listen).Use(split.KeepHttp1);
        });
        Listen(kestrel, address, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            ((IConnectionBuilder)listen).Use(split.BeforeHttp2);
        });
    }

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> configure)
    {
        if (address.Host == "localhost" && address.Port != 0) kestrel.ListenLocalhost(address.Port, configure);
        else kestrel.Listen(AddressOf(address), address.Port, configure);
    }

    // Kestrel cannot take a free port on both loopback addresses at once, so localhost with port 0 is IPv4 alone.
    private static IPAddress AddressOf(Uri address) =>
        address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(address.DnsSafeHost);
}
