namespace Grpc.Core;

/// <summary>State of a channel's connection.</summary>
public enum ConnectivityState
{
    /// <summary>Not connected, and not trying to.</summary>
    Idle,
    /// <summary>Connecting.</summary>
    Connecting,
    /// <summary>Connected.</summary>
    Ready,
    /// <summary>Connecting failed; it will be tried again.</summary>
    TransientFailure,
    /// <summary>Closed for good.</summary>
    Shutdown,
}
