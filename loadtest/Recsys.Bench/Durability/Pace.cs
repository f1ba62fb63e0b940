using System.Diagnostics;

namespace Recsys.Bench.Durability;

/// <summary>Keeps clients together at a rate: the verifier remembers every interaction there ever was.</summary>
internal sealed class Pace(int perSecond)
{
    private long _began = Stopwatch.GetTimestamp();
    private long _taken;

    /// <summary>Begins to count anew: time the server was down is not made up for.</summary>
    public void Restart()
    {
        Interlocked.Exchange(ref _taken, 0);
        Interlocked.Exchange(ref _began, Stopwatch.GetTimestamp());
    }

    /// <summary>Waits until so many more may be sent.</summary>
    public async Task WaitAsync(int count, CancellationToken cancellation)
    {
        double dueSeconds = (double)(Interlocked.Add(ref _taken, count) - count) / perSecond;
        var early = TimeSpan.FromSeconds(dueSeconds) - Stopwatch.GetElapsedTime(Interlocked.Read(ref _began));
        if (early > TimeSpan.Zero) await Task.Delay(early, cancellation).ConfigureAwait(false);
    }
}
