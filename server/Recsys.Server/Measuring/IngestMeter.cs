namespace Recsys.Server.Measuring;

/// <summary>Measures interactions on their way in, by whatever call they come.</summary>
internal sealed class IngestMeter(MeasuringClock clock)
{
    /// <summary>Interactions accepted.</summary>
    public SumWindow Accepted { get; } = new(clock);

    /// <summary>Interactions that were there before.</summary>
    public SumWindow Duplicates { get; } = new(clock);

    /// <summary>Interactions rejected.</summary>
    public SumWindow Rejected { get; } = new(clock);

    /// <summary>From reading a batch to the moment it is durable and the next recommendation counts it.</summary>
    public LatencyWindow Freshness { get; } = new(clock);

    /// <summary>A batch was read.</summary>
    /// <returns>To be given to <see cref="Applied"/>.</returns>
    public long Read() => clock.Timestamp;

    /// <summary>A batch that was read is durable and applied.</summary>
    public void Applied(long read, int accepted, int duplicates, int rejected)
    {
        // What is rejected or was there before makes nothing fresh.
        if (accepted > 0) Freshness.Record(clock.SecondsSince(read));
        Add(Accepted, accepted);
        Add(Duplicates, duplicates);
        Add(Rejected, rejected);
    }

    private static void Add(SumWindow window, int count)
    {
        if (count > 0) window.Add(count);
    }
}
