namespace Recsys.LoadTest.Measuring;

/// <summary>
/// A step's course: counts and latencies by the time at which calls ended, in parts of equal length. Not thread-safe.
/// </summary>
/// <param name="partNs">Length of a part in nanoseconds.</param>
internal sealed class Timeline(long partNs)
{
    // A step of an hour in seconds; what comes later is added to the last part.
    private const int MaxParts = 4_000;

    private readonly List<TimelinePoint> _points = [];
    private readonly LatencyHistogram _latency = new();
    private int _part;
    private long _answered;
    private long _failed;
    private long _notSent;

    /// <summary>Counts a call that ended.</summary>
    /// <param name="atNs">When, from the start of the step.</param>
    /// <param name="answered">Whether it was answered.</param>
    /// <param name="latencyNs">Its latency; below 0 where it has none.</param>
    public void Ended(long atNs, bool answered, long latencyNs)
    {
        MoveTo(atNs);
        if (answered) _answered++;
        else _failed++;
        if (latencyNs >= 0) _latency.Record(latencyNs);
    }

    /// <summary>Counts a request that was turned away.</summary>
    public void NotSent(long atNs)
    {
        MoveTo(atNs);
        _notSent++;
    }

    /// <summary>The course so far, the part under way included.</summary>
    public IReadOnlyList<TimelinePoint> ToPoints() => [.. _points, Current()];

    // Ends come from several threads and may be told a little out of order; a late one counts in the part under way.
    private void MoveTo(long atNs)
    {
        int part = (int)Math.Clamp(atNs / partNs, 0, MaxParts - 1);
        while (_part < part)
        {
            _points.Add(Current());
            _part++;
            if (_latency.Count > 0) _latency.Clear();
            (_answered, _failed, _notSent) = (0, 0, 0);
        }
    }

    private TimelinePoint Current() => new(
        _part * partNs / 1e9, partNs / 1e9, _answered, _failed, _notSent, _latency.Quantile(0.5) / 1000.0,
        _latency.Quantile(0.99) / 1000.0);
}
