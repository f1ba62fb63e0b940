namespace Grpc.Core;

/// <summary>TLS.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    /// <summary>TLS with the system's certificates and no client certificate.</summary>
    public SslCredentials() : this(null, null, null)
    {
    }

    /// <summary>TLS with other root certificates.</summary>
    /// <param name="rootCertificates">PEM text, or null for the system's.</param>
    public SslCredentials(string rootCertificates) : this(rootCertificates, null, null)
    {
    }

    /// <summary>TLS with a client certificate.</summary>
    /// <param name="rootCertificates">PEM text, or null for the system's.</param>
    /// <param name="keyCertificatePair">The client's certificate and key.</param>
    public SslCredentials(string rootCertificates, KeyCertificatePair keyCertificatePair)
        : this(rootCertificates, keyCertificatePair, null)
    {
    }

    /// <summary>TLS with a say in whether the peer is accepted.</summary>
    /// <param name="rootCertificates">PEM text, or null for the system's.</param>
    /// <param name="keyCertificatePair">The client's certificate and key, or null.</param>
    /// <param name="verifyPeerCallback">Asked about the peer, or null.</param>
    public SslCredentials(
        string? rootCertificates, KeyCertificatePair? keyCertificatePair, VerifyPeerCallback? verifyPeerCallback)
    {
        RootCertificates = rootCertificates;
        KeyCertificatePair = keyCertificatePair;
        VerifyPeerCallback = verifyPeerCallback;
    }

    /// <summary>Root certificates as PEM text, or null for the system's.</summary>
    public string? RootCertificates { get; }

    /// <summary>The client's certificate and key, or null.</summary>
    public KeyCertificatePair? KeyCertificatePair { get; }

    private VerifyPeerCallback? VerifyPeerCallback { get; }

    internal override bool CanCarryCallCredentials => true;

    /// <inheritdoc/>
    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state)
    {
        ArgumentNullException.ThrowIfNull(configurator);
        configurator.SetSslCredentials(state, RootCertificates, KeyCertificatePair, VerifyPeerCallback);
    }
}
