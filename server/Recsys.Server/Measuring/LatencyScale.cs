using System.Numerics;

namespace Recsys.Server.Measuring;

/// <summary>
/// Buckets of times as in HdrHistogram: units of a sixteenth of a microsecond, each octave divided into 32, so that the
/// upper edge of a bucket is at most 1/32 above any time in it. What is longer than 71 minutes counts as that long.
/// </summary>
internal static class LatencyScale
{
    /// <summary>Buckets there are.</summary>
    public const int Buckets = (MostBits - DivisionBits + 1) * Divisions;

    private const int DivisionBits = 5;
    private const int Divisions = 1 << DivisionBits;
    private const int MostBits = 36;
    private const double UnitsPerSecond = 16e6;

    /// <summary>A time in units, at least 0.</summary>
    public static long Units(double seconds) => seconds > 0 ? (long)Math.Min(seconds * UnitsPerSecond, 1L << 62) : 0;

    /// <summary>Units in milliseconds.</summary>
    public static double Milliseconds(long units) => units * (1000 / UnitsPerSecond);

    /// <summary>The bucket of a time in units.</summary>
    public static int BucketOf(long units)
    {
        if (units < Divisions) return (int)units;
        units = Math.Min(units, (1L << MostBits) - 1);
        int octave = BitOperations.Log2((ulong)units) - DivisionBits;
        return (octave + 1) * Divisions + (int)(units >> octave) - Divisions;
    }

    /// <summary>The longest time of a bucket, in units.</summary>
    public static long UpperEdge(int bucket)
    {
        if (bucket < Divisions) return bucket;
        int octave = bucket / Divisions - 1;
        return ((long)(bucket % Divisions + Divisions + 1) << octave) - 1;
    }
}
