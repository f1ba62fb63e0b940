using System.Threading.Channels;

namespace Recsys.Server.Tests.Testing;

/// <summary>The system's clock, but timers of a certain length or more run out when the test says so.</summary>
internal sealed class TimerClock(TimeSpan least) : TimeProvider
{
    private readonly TimeSpan _least = least;
    private readonly Channel<Action> _set = Channel.CreateUnbounded<Action>();

    /// <summary>Runs out every timer that was or will be set, unless it is put away or set anew before.</summary>
    public async Task RunOutAllAsync()
    {
        await foreach (var runOut in _set.Reader.ReadAllAsync()) runOut();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private ITimer Real(Action callback) =>
        base.CreateTimer(_ => callback(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class Timer : ITimer
    {
        private readonly TimerClock _clock;
        private readonly Action _callback;
        private readonly ITimer _real;
        private int _setting;

        public Timer(TimerClock clock, Action callback)
        {
            (_clock, _callback) = (clock, callback);
            _real = clock.Real(callback);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            int setting = Interlocked.Increment(ref _setting);
            if (dueTime < _clock._least || dueTime == Timeout.InfiniteTimeSpan) return _real.Change(dueTime, period);
            _clock._set.Writer.TryWrite(() =>
            {
                if (Volatile.Read(ref _setting) == setting) _callback();
            });
            return true;
        }

        public void Dispose()
        {
            Interlocked.Increment(ref _setting);
            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref _setting);
            return _real.DisposeAsync();
        }
    }
}
