using System.Threading.Channels;

namespace Recsys.Server.Tests.Testing;

/// <summary>The system's clock, but timers of a certain length or more run out when the test says so.</summary>
internal sealed class TimerClock(TimeSpan least) : TimeProvider
{
    private readonly Channel<HandTimer> _set = Channel.CreateUnbounded<HandTimer>();

    /// <summary>Runs out every timer that was or will be set, unless it is put away before.</summary>
    public async Task RunOutAllAsync()
    {
        await foreach (var timer in _set.Reader.ReadAllAsync()) timer.RunOut();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < least) return base.CreateTimer(callback, state, dueTime, period);
        var timer = new HandTimer(() => callback(state));
        _set.Writer.TryWrite(timer);
        return timer;
    }

    private sealed class HandTimer(Action callback) : ITimer
    {
        private Action? _callback = callback;

        public void RunOut() => Interlocked.Exchange(ref _callback, null)?.Invoke();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Interlocked.Exchange(ref _callback, null);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
