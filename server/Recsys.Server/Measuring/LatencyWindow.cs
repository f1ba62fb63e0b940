namespace Recsys.Server.Measuring;

/// <summary>
/// Where times of the last seconds lie: one histogram for each second, overwritten when its turn comes again. Recording
/// is lock-free but for the first measurement of a second, and allocates nothing. Thread-safe.
/// </summary>
internal sealed class LatencyWindow
{
    private readonly MeasuringClock _clock;
    private readonly Lock _renewing = new();
    private readonly Slot[] _slots = new Slot[MeasuringClock.Slots];
    private long _total;

    public LatencyWindow(MeasuringClock clock)
    {
        _clock = clock;
        for (int i = 0; i < _slots.Length; i++) _slots[i] = new Slot();
    }

    /// <summary>Times recorded since the start.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Records a time in seconds; one that is negative or no number counts as 0.</summary>
    public void Record(double seconds)
    {
        long units = LatencyScale.Units(seconds);
        var slot = SlotOf(_clock.Second);
        Interlocked.Increment(ref slot.Counts[LatencyScale.BucketOf(units)]);
        long longest = Volatile.Read(ref slot.Longest);
        while (units > longest)
        {
            long seen = Interlocked.CompareExchange(ref slot.Longest, units, longest);
            if (seen == longest) break;
            longest = seen;
        }
        Interlocked.Increment(ref _total);
    }

    /// <summary>Where the times of the window lie.</summary>
    public LatencyFigures Read()
    {
        Span<long> counts = stackalloc long[LatencyScale.Buckets];
        counts.Clear();
        long now = _clock.Second, longest = 0, count = 0;
        foreach (var slot in _slots)
        {
            if (!MeasuringClock.Covers(now, Volatile.Read(ref slot.Second))) continue;
            longest = Math.Max(longest, Volatile.Read(ref slot.Longest));
            for (int i = 0; i < counts.Length; i++) counts[i] += Volatile.Read(ref slot.Counts[i]);
        }
        foreach (long one in counts) count += one;
        return new LatencyFigures(
            count, Quantile(counts, count, longest, 0.5), Quantile(counts, count, longest, 0.9),
            Quantile(counts, count, longest, 0.99), LatencyScale.Milliseconds(longest));
    }

    private static double Quantile(ReadOnlySpan<long> counts, long count, long longest, double part)
    {
        if (count == 0) return 0;
        long rank = Math.Max(1, (long)Math.Ceiling(count * part));
        int bucket = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[bucket]) bucket++;
        return LatencyScale.Milliseconds(Math.Min(LatencyScale.UpperEdge(bucket), longest));
    }

    private Slot SlotOf(long second)
    {
        var slot = _slots[second % _slots.Length];
        if (Volatile.Read(ref slot.Second) != second) Renew(slot, second);
        return slot;
    }

    private void Renew(Slot slot, long second)
    {
        lock (_renewing)
        {
            // One that comes late, from a second that is long over, must not clear what is newer.
            if (slot.Second >= second) return;
            Array.Clear(slot.Counts);
            slot.Longest = 0;
            Volatile.Write(ref slot.Second, second);
        }
    }

    private sealed class Slot
    {
        public readonly int[] Counts = new int[LatencyScale.Buckets];
        public long Second = -1;
        public long Longest;
    }
}
