namespace Grpc.Core;

/// <summary>How a channel learns what is inside <see cref="ChannelCredentials"/>.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>In the clear.</summary>
    public abstract void SetInsecureCredentials(object? state);

    /// <summary>TLS.</summary>
    public abstract void SetSslCredentials(
        object? state, string? rootCertificates, KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback);

    /// <summary>Channel credentials with credentials for each call.</summary>
    public abstract void SetCompositeCredentials(
        object? state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
