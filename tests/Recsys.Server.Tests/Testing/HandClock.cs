namespace Recsys.Server.Tests.Testing;

/// <summary>The system's clock, but for timers of one length: those run out when the test says so.</summary>
internal sealed class HandClock(TimeSpan byHand) : TimeProvider
{
    private readonly TaskCompletionSource<Action> _set = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs the timer out; completes once it is set.</summary>
    public Task<Action> RunOut => _set.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != byHand) return base.CreateTimer(callback, state, dueTime, period);
        _set.TrySetResult(() => callback(state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
