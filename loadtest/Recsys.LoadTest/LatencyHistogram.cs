using System.Numerics;

namespace Recsys.LoadTest;

/// <summary>
/// Counts of durations in log-linear buckets, after HdrHistogram: 512 equal steps in each power of two, so that a
/// reported value is at most 0.2 % above the true one whatever its size. Values below 1,024 ns are exact.
/// Not thread-safe: each worker has its own, and they are added up at the end.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 9;
    private const int Steps = 1 << StepBits;

    // One row of steps for each shift that a positive 64-bit value can need, and one more for the exact values.
    private readonly long[] _counts = new long[(63 - StepBits + 1) * Steps];
    private double _sum;

    /// <summary>Durations recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Longest duration in nanoseconds, exact; 0 when there is none.</summary>
    public long Max { get; private set; }

    /// <summary>Mean duration in nanoseconds, exact but for rounding; 0 when there is none.</summary>
    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Records one duration in nanoseconds; one below 0 counts as 0.</summary>
    public void Record(long nanoseconds)
    {
        nanoseconds = Math.Max(nanoseconds, 0);
        _counts[BucketOf(nanoseconds)]++;
        _sum += nanoseconds;
        Count++;
        Max = Math.Max(Max, nanoseconds);
    }

    /// <summary>Adds what another one holds.</summary>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (int i = 0; i < _counts.Length; i++) _counts[i] += other._counts[i];
        _sum += other._sum;
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The smallest duration that at least this part of all does not exceed.</summary>
    /// <param name="quantile">Part in [0, 1], for example 0.99.</param>
    /// <returns>
    /// Nanoseconds, rounded up to the end of their bucket but never above <see cref="Max"/>; 0 when empty.
    /// </returns>
    public long Quantile(double quantile)
    {
        if (quantile is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), "It lies between 0 and 1.");
        if (Count == 0) return 0;
        long wanted = Math.Max((long)Math.Ceiling(quantile * Count), 1);
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= wanted) return Math.Min(HighestIn(bucket), Max);
        }
        return Max;
    }

    /// <summary>The figures that reports show.</summary>
    public LatencySummary Summarize() => new(
        Count, Mean / 1000, Quantile(0.5) / 1000.0, Quantile(0.9) / 1000.0, Quantile(0.99) / 1000.0,
        Quantile(0.999) / 1000.0, Quantile(0.9999) / 1000.0, Max / 1000.0);

    /// <summary>What it holds, for reports that others can add up.</summary>
    public HistogramBuckets ToBuckets()
    {
        var (upper, counts) = (new List<long>(), new List<long>());
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            if (_counts[bucket] == 0) continue;
            upper.Add(HighestIn(bucket));
            counts.Add(_counts[bucket]);
        }
        return new HistogramBuckets { UpperNs = upper, Count = counts, SumNs = _sum, MaxNs = Max };
    }

    /// <summary>Adds what a report holds of another one.</summary>
    /// <exception cref="ArgumentException">It is damaged: its lists differ in length or hold negative
    /// numbers.</exception>
    public void Add(HistogramBuckets other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.UpperNs.Count != other.Count.Count || other.UpperNs.Any(bound => bound < 0)
            || other.Count.Any(count => count < 0))
            throw new ArgumentException("A histogram holds as many counts as bounds, and none below 0.");
        for (int i = 0; i < other.Count.Count; i++)
        {
            _counts[BucketOf(other.UpperNs[i])] += other.Count[i];
            Count += other.Count[i];
        }
        _sum += other.SumNs;
        Max = Math.Max(Max, other.MaxNs);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        (_sum, Count, Max) = (0, 0, 0);
    }

    private static int BucketOf(long value)
    {
        int shift = ShiftOf(value);
        return (shift << StepBits) + (int)(value >> shift);
    }

    private static long HighestIn(int bucket)
    {
        // Rows above the first hold mantissas from Steps to 2·Steps − 1, so a bucket's row is one more than its shift.
        int shift = Math.Max((bucket >> StepBits) - 1, 0);
        long mantissa = bucket - ((long)shift << StepBits);
        return ((mantissa + 1) << shift) - 1;
    }

    private static int ShiftOf(long value) => Math.Max(BitOperations.Log2((ulong)value) - StepBits, 0);
}
