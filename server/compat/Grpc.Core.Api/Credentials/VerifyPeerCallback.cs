namespace Grpc.Core;

/// <summary>Says whether a TLS peer is accepted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
