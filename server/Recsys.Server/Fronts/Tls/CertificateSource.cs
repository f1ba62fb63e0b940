using System.Net.Security;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace Recsys.Server.Fronts.Tls;

/// <summary>
/// The certificate that handshakes show. Its files are looked at before a handshake, at most once a second, and read
/// anew when they have changed, so that a renewed certificate needs no restart. Files that do not fit together, as they
/// may while one is written after the other, leave the last good one in use.
/// </summary>
internal sealed class CertificateSource
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private PemCertificate _current;
    private (DateTime, DateTime) _written;
    private long _lookedAt;

    /// <summary>Reads the certificate.</summary>
    /// <exception cref="ArgumentException">A file cannot be used; the message says why.</exception>
    public CertificateSource(string certificateFile, string keyFile, TimeProvider time, ILogger logger)
    {
        (_certificateFile, _keyFile, _time, _logger) = (certificateFile, keyFile, time, logger);
        _written = Written();
        _current = PemCertificate.Read(certificateFile, keyFile);
        _lookedAt = time.GetTimestamp();
        TlsLog.Certificate(logger, _current.Subject, _current.ValidUntil);
    }

    /// <summary>How to answer a handshake now.</summary>
    public SslServerAuthenticationOptions Answer()
    {
        LookAgain();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = Volatile.Read(ref _current).Context,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        };
    }

    private void LookAgain()
    {
        // One handshake looks for all that are under way.
        if (!_lock.TryEnter()) return;
        try
        {
            if (_time.GetElapsedTime(_lookedAt) < LookEvery) return;
            _lookedAt = _time.GetTimestamp();
            var written = Written();
            if (written == _written) return;
            _written = written;
            var renewed = PemCertificate.Read(_certificateFile, _keyFile);
            Volatile.Write(ref _current, renewed);
            TlsLog.Certificate(_logger, renewed.Subject, renewed.ValidUntil);
        }
        catch (ArgumentException error)
        {
            TlsLog.NotRenewed(_logger, error.Message);
        }
        finally
        {
            _lock.Exit();
        }
    }

    // A file that is not there was written in the year 1601.
    private (DateTime, DateTime) Written() =>
        (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));
}
