namespace Grpc.Core;

/// <summary>A call that did not end with OK. Servers throw it to choose the status, clients see it thrown.</summary>
public class RpcException : Exception
{
    /// <summary>Makes one whose message is the status in words.</summary>
    public RpcException(Status status) : this(status, Metadata.Empty, status.ToString())
    {
    }

    /// <summary>Makes one with a message of its own, which stays in this process.</summary>
    public RpcException(Status status, string message) : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>Makes one with trailers.</summary>
    public RpcException(Status status, Metadata trailers) : this(status, trailers, status.ToString())
    {
    }

    /// <summary>Makes one with trailers and a message of its own, which stays in this process.</summary>
    public RpcException(Status status, Metadata trailers, string message) : base(message, status.DebugException)
    {
        ArgumentNullException.ThrowIfNull(trailers);
        Status = status;
        Trailers = trailers;
    }

    /// <summary>How the call ended.</summary>
    public Status Status { get; }

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>Metadata sent after the last message; empty when there was none.</summary>
    public Metadata Trailers { get; }
}
