namespace Recsys.Server.Measuring;

/// <summary>
/// Samples of what only grows, one a second: what it grew by between the oldest of the window and now. Thread-safe.
/// </summary>
internal sealed class ProcessWindow(MeasuringClock clock, Func<ProcessSample> sample)
{
    private readonly Lock _gate = new();
    private readonly Queue<ProcessSample> _samples = new([sample()]);

    /// <summary>Takes a sample; to be called about once a second.</summary>
    public void Take()
    {
        var now = sample();
        lock (_gate)
        {
            _samples.Enqueue(now);
            while (_samples.Count > 1 && _samples.Peek().Seconds < clock.Elapsed - MeasuringClock.WindowSeconds)
                _samples.Dequeue();
        }
    }

    /// <summary>What the process did in the window.</summary>
    public ProcessFigures Read()
    {
        var now = sample();
        ProcessSample then;
        lock (_gate) then = _samples.Peek();
        double seconds = now.Seconds - then.Seconds;
        if (seconds <= 0) return default;
        return new ProcessFigures(
            (now.JournalPosition - then.JournalPosition) / seconds,
            Math.Clamp((now.GcPause - then.GcPause).TotalSeconds / seconds, 0, 1),
            (now.Processor - then.Processor).TotalSeconds / seconds);
    }
}
