using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Recsys.LoadTest.Targets;

/// <summary>One connection of the load's own: as many as are asked for are opened, and no more by themselves.</summary>
internal static class LoadConnection
{
    /// <summary>Makes a channel with one connection.</summary>
    /// <exception cref="ArgumentException">The file of roots cannot be used.</exception>
    public static GrpcChannel Open(Uri address, LoadAccess access) => GrpcChannel.ForAddress(
        address,
        new GrpcChannelOptions
        {
            HttpHandler = Handler(access),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = 32 << 20,
        });

    private static SocketsHttpHandler Handler(LoadAccess access)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            EnableMultipleHttp2Connections = false,
            // Traces of a load would only drown those of customers, and cost the generator time.
            ActivityHeadersPropagator = null,
        };
        if (access.RootCertificatesFile is not { } file) return handler;
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"The root certificates cannot be read: {error.Message}", error);
        }
        if (roots.Count == 0) throw new ArgumentException($"'{file}' holds no certificates in PEM.");
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(roots);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return handler;
    }
}
