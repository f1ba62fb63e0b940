namespace Recsys.LoadTest;

/// <summary>Where the load goes.</summary>
/// <remarks>Called from many workers at once.</remarks>
public interface ILoadTarget
{
    /// <summary>Sends one request and waits for its end. Failures of the request are replies, not exceptions.</summary>
    /// <exception cref="OperationCanceledException">The load test is over.</exception>
    ValueTask<LoadReply> SendAsync(LoadRequest request, CancellationToken cancellation);
}
