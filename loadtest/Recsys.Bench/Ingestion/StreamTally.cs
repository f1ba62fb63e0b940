using Recsys.LoadTest;

namespace Recsys.Bench.Ingestion;

/// <summary>What streams were acknowledged.</summary>
internal sealed class StreamTally
{
    public LatencyHistogram Latency { get; } = new();

    public long Batches { get; private set; }

    public long Interactions { get; private set; }

    /// <summary>From the first batch sent to the last acknowledged.</summary>
    public double Seconds { get; set; }

    public double PerSecond => Seconds > 0 ? Interactions / Seconds : 0;

    public void Record(int interactions, long nanoseconds)
    {
        Batches++;
        Interactions += interactions;
        Latency.Record(nanoseconds);
    }

    public void Add(StreamTally other)
    {
        Batches += other.Batches;
        Interactions += other.Interactions;
        Latency.Add(other.Latency);
    }
}
