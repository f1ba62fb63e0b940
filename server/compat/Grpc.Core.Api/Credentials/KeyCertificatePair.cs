namespace Grpc.Core;

/// <summary>A certificate and its private key.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>Takes both as PEM text.</summary>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The certificate and those above it, as PEM text.</summary>
    public string CertificateChain { get; }

    /// <summary>The private key, as PEM text.</summary>
    public string PrivateKey { get; }
}
