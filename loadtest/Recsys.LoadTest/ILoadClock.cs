namespace Recsys.LoadTest;

/// <summary>Tells the time and waits, in nanoseconds from a start of its own.</summary>
public interface ILoadClock
{
    /// <summary>The time now.</summary>
    long NowNs { get; }

    /// <summary>Waits until a time; at once when it has passed.</summary>
    ValueTask WaitUntilAsync(long timeNs, CancellationToken cancellation);

    /// <summary>
    /// Lets the calling thread wait until a time, to within some microseconds and without keeping a processor busy; at
    /// once when it has passed.
    /// </summary>
    void WaitUntil(long timeNs);
}
