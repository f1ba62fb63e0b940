namespace Grpc.Core;

/// <summary>Writes messages to the other side, one at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null for the call's own way.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message; the one before must have been awaited.</summary>
    Task WriteAsync(T message);

    /// <summary>Writes one message unless cancelled, which ends the call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            throw new NotSupportedException($"{GetType()} does not support cancelling a write.");
        return WriteAsync(message);
    }
}
