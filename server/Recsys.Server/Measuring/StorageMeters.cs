namespace Recsys.Server.Measuring;

/// <summary>Measures the journal and its checkpoints.</summary>
internal sealed class StorageMeters(MeasuringClock clock)
{
    private Checkpoint? _newest;

    /// <summary>Time of one commit.</summary>
    public LatencyWindow Commits { get; } = new(clock);

    /// <summary>Writes that failed.</summary>
    public SumWindow Failures { get; } = new(clock);

    /// <summary>The newest checkpoint of this run; null before the first.</summary>
    public Checkpoint? Newest => Volatile.Read(ref _newest);

    /// <summary>Records a checkpoint that just ended.</summary>
    public void RecordCheckpoint(double seconds) => Volatile.Write(ref _newest, new Checkpoint(clock.UtcNow, seconds));

    /// <summary>A checkpoint.</summary>
    /// <param name="Time">When it ended.</param>
    /// <param name="Seconds">How long it took.</param>
    internal sealed record Checkpoint(DateTimeOffset Time, double Seconds);
}
