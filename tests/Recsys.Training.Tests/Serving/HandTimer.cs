namespace Recsys.Training.Tests.Serving;

/// <summary>A clock whose only timer goes off when a test says so.</summary>
internal sealed class HandTimer : TimeProvider, ITimer
{
    private TimerCallback? _callback;

    /// <summary>When the timer would go off; null for never.</summary>
    public TimeSpan? Due { get; private set; }

    public bool IsDisposed { get; private set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Null(_callback);
        _callback = callback;
        Change(dueTime, period);
        return this;
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        Due = dueTime == Timeout.InfiniteTimeSpan ? null : dueTime;
        return true;
    }

    public void GoOff()
    {
        Due = null;
        _callback!(null);
    }

    public void Dispose() => IsDisposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
