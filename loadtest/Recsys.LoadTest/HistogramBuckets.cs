namespace Recsys.LoadTest;

/// <summary>
/// A histogram as a report holds it: the buckets that are not empty, by their largest value. Histograms of several runs
/// or machines are added by adding the counts of equal bounds.
/// </summary>
public sealed record HistogramBuckets
{
    /// <summary>Largest value of each bucket in nanoseconds, ascending.</summary>
    public required IReadOnlyList<long> UpperNs { get; init; }

    /// <summary>Durations in each bucket.</summary>
    public required IReadOnlyList<long> Count { get; init; }

    /// <summary>Sum of all durations in nanoseconds.</summary>
    public required double SumNs { get; init; }

    /// <summary>Longest duration in nanoseconds.</summary>
    public required long MaxNs { get; init; }
}
