using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>Whether and when a broken stream is tried again: doubling waits with jitter, until nothing happened for too
/// long.</summary>
internal sealed class RetryWait(InteractionStreamOptions options, TimeProvider time)
{
    private long _failingSince;
    private int _tries;

    /// <summary>The server answered before it failed: the next failure is a first one.</summary>
    public void Progress() => _tries = 0;

    /// <summary>Whether a failure goes away by itself.</summary>
    public static bool IsPassing(Exception error) => error is RecsysException { StatusCode: var code } failure
        && (code is StatusCode.Unavailable or StatusCode.Aborted or StatusCode.Cancelled or StatusCode.Internal
            or StatusCode.Unknown
            || code == StatusCode.ResourceExhausted && failure.Reason == ErrorReasons.StorageFull);

    /// <summary>Waits before the next try.</summary>
    /// <returns>False when it is time to give up.</returns>
    public async ValueTask<bool> WaitAsync(RecsysException error, CancellationToken cancellation)
    {
        if (_tries == 0) _failingSince = time.GetTimestamp();
        if (time.GetElapsedTime(_failingSince) >= options.GiveUpAfter) return false;
        double doubled = options.FirstRetryDelay.TotalMilliseconds * Math.Pow(2, Math.Min(_tries++, 20));
        double bounded = Math.Min(doubled, options.MostRetryDelay.TotalMilliseconds);
        // Clients that lost the same server must not all come back at the same moment.
        var delay = TimeSpan.FromMilliseconds(bounded * (0.5 + (Random.Shared.NextDouble() / 2)));
        if (error.RetryAfter is { } asked && asked > delay) delay = asked;
        await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
        return true;
    }
}
