using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Recsys.Client.Calls;

/// <summary>The channel's settings for a client's options.</summary>
internal static class ChannelSettings
{
    public static GrpcChannelOptions From(RecsysClientOptions options) => new()
    {
        MaxReceiveMessageSize = options.MaxReceiveBytes,
        HttpHandler = options.HttpHandler ?? MakeHandler(options),
        DisposeHttpClient = options.HttpHandler is null,
    };

    private static SocketsHttpHandler MakeHandler(RecsysClientOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        SslOptions = MakeTls(options),
        // A connection that a firewall dropped in silence is found by pings instead of by a lost call.
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        // One connection carries about 100 calls at a time; more calls open another instead of waiting.
        EnableMultipleHttp2Connections = true,
    };

    private static SslClientAuthenticationOptions MakeTls(RecsysClientOptions options)
    {
        var tls = new SslClientAuthenticationOptions();
        if (options.RootCertificatesFile is not { } file) return tls;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A shop's own authority rarely keeps a list of what it revoked.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(ReadRoots(file));
        tls.CertificateChainPolicy = policy;
        return tls;
    }

    private static X509Certificate2Collection ReadRoots(string file)
    {
        const string option = $"{nameof(RecsysClientOptions)}.{nameof(RecsysClientOptions.RootCertificatesFile)}";
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"{option} cannot be read: {error.Message}", error);
        }
        return roots.Count > 0
            ? roots
            : throw new ArgumentException($"{option} must hold certificates in PEM; '{file}' has none.");
    }
}
