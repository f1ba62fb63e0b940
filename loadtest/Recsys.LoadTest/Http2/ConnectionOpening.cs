using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Recsys.LoadTest.Http2;

/// <summary>Opens connections to one server, with TLS where its address says so.</summary>
/// <param name="address">The server.</param>
/// <param name="trust">Whom to trust with TLS; null trusts whom the system trusts.</param>
internal sealed class ConnectionOpening(Uri address, X509ChainPolicy? trust)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Opens one.</summary>
    /// <exception cref="SocketException">Nobody is there.</exception>
    /// <exception cref="IOException">The server does not speak HTTP/2.</exception>
    /// <exception cref="AuthenticationException">The server is not trusted.</exception>
    public Stream Open()
    {
        var client = new TcpClient { NoDelay = true, SendTimeout = (int)Limit.TotalMilliseconds };
        try
        {
            client.Connect(address.IdnHost.Trim('[', ']'), address.Port);
            var plain = client.GetStream();
            return address.Scheme == Uri.UriSchemeHttps ? Secure(plain) : plain;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SslStream Secure(NetworkStream plain)
    {
        var secure = new SslStream(plain);
        plain.ReadTimeout = (int)Limit.TotalMilliseconds;
        secure.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = address.IdnHost,
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            CertificateChainPolicy = trust,
        });
        plain.ReadTimeout = Timeout.Infinite;
        if (secure.NegotiatedApplicationProtocol != SslApplicationProtocol.Http2)
            throw new IOException("The server does not speak HTTP/2.");
        return secure;
    }
}
