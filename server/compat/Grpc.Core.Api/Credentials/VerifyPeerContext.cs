namespace Grpc.Core;

/// <summary>A TLS peer to be judged.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>Name the channel leads to.</summary>
    public string TargetName { get; }

    /// <summary>The peer's certificate as PEM text.</summary>
    public string PeerPem { get; }
}
