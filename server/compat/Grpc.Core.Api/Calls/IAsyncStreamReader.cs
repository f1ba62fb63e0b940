namespace Grpc.Core;

/// <summary>Reads the messages of the other side, one at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message read last; undefined before the first read and after the end.</summary>
    T Current { get; }

    /// <summary>Waits for the next message; the one before must have been awaited.</summary>
    /// <returns>False at the end of the stream.</returns>
    Task<bool> MoveNext(CancellationToken cancellationToken);
}
