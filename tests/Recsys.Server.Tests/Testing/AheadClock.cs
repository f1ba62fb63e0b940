namespace Recsys.Server.Tests.Testing;

/// <summary>The system's clock, ahead by what it was moved. Its timers take their real time.</summary>
internal sealed class AheadClock : TimeProvider
{
    private long _aheadTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() =>
        System.GetElapsedTime(0, System.GetTimestamp()).Ticks + Volatile.Read(ref _aheadTicks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public void Move(TimeSpan time) => Interlocked.Add(ref _aheadTicks, time.Ticks);
}
