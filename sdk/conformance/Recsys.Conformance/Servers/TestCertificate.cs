using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recsys.Conformance.Servers;

/// <summary>An authority of the suite's own and a certificate for 127.0.0.1 that it signed, as PEM files.</summary>
/// <param name="AuthorityFile">The authority's certificate, for clients to trust.</param>
/// <param name="CertificateFile">The server's certificate.</param>
/// <param name="KeyFile">The server's key.</param>
internal sealed record TestCertificate(string AuthorityFile, string CertificateFile, string KeyFile)
{
    /// <summary>Makes both, valid for a day.</summary>
    public static TestCertificate Create(string folder)
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest(
            "CN=Recsys conformance authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        authority.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authority.PublicKey, false));
        using var root = authority.CreateSelfSigned(from, to);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        server.CertificateExtensions.Add(names.Build());
        server.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        server.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var signed = server.Create(root, from, to, RandomNumberGenerator.GetBytes(16));

        return new TestCertificate(
            Write(folder, "authority.pem", root.ExportCertificatePem()),
            Write(folder, "server.pem", signed.ExportCertificatePem()),
            Write(folder, "server-key.pem", key.ExportPkcs8PrivateKeyPem()));
    }

    private static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
