namespace Recsys.Server.Tests.Testing;

/// <summary>A clock that stands still until it is moved. It has no timers.</summary>
internal sealed class MovedClock : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _passed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + _passed;

    public void Move(double seconds) => _passed += TimeSpan.FromSeconds(seconds);
}
