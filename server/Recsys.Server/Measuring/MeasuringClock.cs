namespace Recsys.Server.Measuring;

/// <summary>
/// The seconds that measurements are kept by, and how much time the window covers: the current second as far as it has
/// come and the nine before it.
/// </summary>
internal sealed class MeasuringClock
{
    /// <summary>Seconds that rates and latencies look back.</summary>
    public const int WindowSeconds = 10;

    /// <summary>Slots of a window: one more than it reads, so that none is cleared while it is read.</summary>
    public const int Slots = WindowSeconds + 1;

    private readonly TimeProvider _time;
    private readonly long _started;

    public MeasuringClock(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        StartTime = time.GetUtcNow();
    }

    /// <summary>When the server started.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>The moment.</summary>
    public DateTimeOffset UtcNow => _time.GetUtcNow();

    /// <summary>A moment to measure from.</summary>
    public long Timestamp => _time.GetTimestamp();

    /// <summary>The current second since the start, from 0.</summary>
    public long Second => (_time.GetTimestamp() - _started) / _time.TimestampFrequency;

    /// <summary>Seconds since the start.</summary>
    public double Elapsed => _time.GetElapsedTime(_started).TotalSeconds;

    /// <summary>
    /// Seconds that the window covers now: 1–10. A server younger than a second counts as one of a second, or its first
    /// calls would look like a storm.
    /// </summary>
    public double Covered
    {
        get
        {
            double elapsed = Elapsed;
            return Math.Max(1, Math.Min(elapsed, WindowSeconds - 1 + elapsed - Math.Floor(elapsed)));
        }
    }

    /// <summary>Seconds since a <see cref="Timestamp"/>.</summary>
    public double SecondsSince(long timestamp) => _time.GetElapsedTime(timestamp).TotalSeconds;

    /// <summary>Whether a second is within the window that ends now.</summary>
    public static bool Covers(long now, long second) => second > now - WindowSeconds && second <= now;
}
