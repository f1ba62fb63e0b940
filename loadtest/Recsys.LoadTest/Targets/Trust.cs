using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recsys.LoadTest.Targets;

/// <summary>Whom to trust with TLS.</summary>
internal static class Trust
{
    /// <summary>The policy of a file of certificates in PEM; null for the system's own.</summary>
    /// <exception cref="ArgumentException">The file cannot be used.</exception>
    public static X509ChainPolicy? Of(string? file)
    {
        if (file is null) return null;
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
        return policy;
    }
}
