using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recsys.Server.Fronts.Tls;

/// <summary>A certificate with its key and the certificates between it and its authority, from files in PEM.</summary>
internal sealed class PemCertificate
{
    private PemCertificate(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        Subject = certificate.Subject;
        ValidUntil = certificate.NotAfter.ToUniversalTime();
        // Offline: what is missing of the chain is not fetched from anywhere.
        Context = SslStreamCertificateContext.Create(certificate, chain, offline: true);
    }

    /// <summary>Whose it is.</summary>
    public string Subject { get; }

    /// <summary>When it expires, UTC.</summary>
    public DateTime ValidUntil { get; }

    /// <summary>What a handshake shows.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Reads one.</summary>
    /// <param name="certificateFile">The certificate first, then those between it and its authority.</param>
    /// <param name="keyFile">Its private key, not encrypted; may be the same file.</param>
    /// <exception cref="ArgumentException">A file cannot be read or used; the message says which and
    /// why.</exception>
    public static PemCertificate Read(string certificateFile, string keyFile)
    {
        string certificates = ReadText(certificateFile, "certificate");
        string key = ReadText(keyFile, "key");
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(certificates);
        }
        catch (CryptographicException error)
        {
            throw Wrong($"The certificate in {certificateFile} cannot be read: {error.Message}", error);
        }
        if (chain.Count == 0) throw Wrong($"There is no certificate in {certificateFile}; it must be PEM.");
        if (key.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
            throw Wrong($"The key in {keyFile} is encrypted; write it without a password.");
        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw Wrong($"There is no private key in {keyFile}; it must be PEM.");
        return Join(certificateFile, certificates, keyFile, key, chain);
    }

    private static PemCertificate Join(
        string certificateFile, string certificates, string keyFile, string key, X509Certificate2Collection chain)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(certificates, key);
            chain.RemoveAt(0);
            return new PemCertificate(certificate, chain);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Wrong($"The key in {keyFile} is not that of the certificate in {certificateFile}.", error);
        }
    }

    private static string ReadText(string file, string what)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Wrong($"The {what} file {file} cannot be read: {error.Message}", error);
        }
    }

    private static ArgumentException Wrong(string message, Exception? inner = null) => new(message, inner);
}
