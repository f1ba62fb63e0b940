using System.Diagnostics;
using Recsys.LoadTest.Native;

namespace Recsys.LoadTest;

/// <summary>The machine's own clock.</summary>
public sealed class StopwatchClock : ILoadClock
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public long NowNs => Stopwatch.Frequency == 1_000_000_000
        ? Stopwatch.GetTimestamp() - _started
        : (long)(Stopwatch.GetElapsedTime(_started).Ticks * (1e9 / TimeSpan.TicksPerSecond));

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

    /// <inheritdoc/>
    public void WaitUntil(long timeNs)
    {
        while (timeNs - NowNs is > 0 and var left)
        {
            // Where the system cannot wait for less than a tick, the rest of it goes to other threads.
            if (!PreciseSleep.TryFor(left)) Thread.Sleep(left > 2_000_000 ? (int)(left / 1_000_000) - 1 : 0);
        }
    }
}
