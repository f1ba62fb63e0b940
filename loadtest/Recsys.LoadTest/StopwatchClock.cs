using System.Diagnostics;

namespace Recsys.LoadTest;

/// <summary>The machine's own clock.</summary>
public sealed class StopwatchClock : ILoadClock
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public long NowNs => (long)(Stopwatch.GetElapsedTime(_started).Ticks * (1e9 / TimeSpan.TicksPerSecond));

    /// <inheritdoc/>
    public async ValueTask WaitUntilAsync(long timeNs, CancellationToken cancellation)
    {
        // Timers tick in milliseconds and late; the last one or two are spent giving way to other threads.
        long wholeMs = (timeNs - NowNs) / 1_000_000 - 1;
        if (wholeMs > 0) await Task.Delay(TimeSpan.FromMilliseconds(wholeMs), cancellation).ConfigureAwait(false);
        while (NowNs < timeNs)
        {
            cancellation.ThrowIfCancellationRequested();
            Thread.Yield();
        }
    }
}
