namespace Recsys.Server.Measuring;

/// <summary>Sum and number of what was added in the last seconds, and since the start. Allocates nothing;
/// thread-safe.</summary>
internal sealed class SumWindow(MeasuringClock clock)
{
    private readonly Lock _renewing = new();
    private readonly Slot[] _slots = new Slot[MeasuringClock.Slots];
    private long _total;

    /// <summary>Sum since the start.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Sum of the window per second.</summary>
    /// <param name="covered">Seconds it covers: <see cref="MeasuringClock.Covered"/>.</param>
    public double PerSecond(double covered) => Read().Sum / covered;

    /// <summary>Sum of the window divided by how often something was added; 0 when nothing was.</summary>
    public double Mean => Read() is { Count: > 0 } figures ? (double)figures.Sum / figures.Count : 0;

    /// <summary>Adds an amount.</summary>
    public void Add(long amount)
    {
        long second = clock.Second;
        ref var slot = ref _slots[second % _slots.Length];
        if (Volatile.Read(ref slot.Ends) != second + 1) Renew(ref slot, second + 1);
        Interlocked.Add(ref slot.Sum, amount);
        Interlocked.Increment(ref slot.Count);
        Interlocked.Add(ref _total, amount);
    }

    private (long Sum, long Count) Read()
    {
        long now = clock.Second, sum = 0, count = 0;
        for (int i = 0; i < _slots.Length; i++)
        {
            ref var slot = ref _slots[i];
            if (!MeasuringClock.Covers(now, Volatile.Read(ref slot.Ends) - 1)) continue;
            sum += Volatile.Read(ref slot.Sum);
            count += Volatile.Read(ref slot.Count);
        }
        return (sum, count);
    }

    private void Renew(ref Slot slot, long ends)
    {
        lock (_renewing)
        {
            if (slot.Ends >= ends) return;
            slot.Sum = slot.Count = 0;
            Volatile.Write(ref slot.Ends, ends);
        }
    }

    // By the second at its end, so that a slot that was never used, all zero, is of no second.
    private struct Slot
    {
        public long Ends;
        public long Sum;
        public long Count;
    }
}
