namespace Recsys.Pipeline.Features;

/// <summary>Sorts log prices into quantiles: bucket 0 for an unknown price, then 1..n by rising price.</summary>
public sealed class PriceBuckets
{
    private readonly float[] _edges;

    /// <summary>Makes buckets from their inner edges, rising.</summary>
    public PriceBuckets(float[] edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        _edges = edges;
    }

    /// <summary>Inner edges in log price, rising.</summary>
    public ReadOnlySpan<float> Edges => _edges;

    /// <summary>Buckets, the unknown one included.</summary>
    public int Size => _edges.Length + 2;

    /// <summary>The bucket of a log price; NaN is unknown.</summary>
    public int Of(float logPrice)
    {
        if (float.IsNaN(logPrice)) return 0;
        int bucket = 1;
        foreach (float edge in _edges)
            if (logPrice >= edge) bucket++;
        return bucket;
    }

    /// <summary>Fits edges at quantiles of the log prices given, without repeated edges.</summary>
    public static PriceBuckets Fit(IEnumerable<float> logPrices, int buckets)
    {
        float[] sorted = [.. logPrices.Where(float.IsFinite).Order()];
        if (sorted.Length == 0) return new PriceBuckets([]);
        return new PriceBuckets([.. Enumerable.Range(1, buckets - 1)
            .Select(quantile => sorted[(int)((long)sorted.Length * quantile / buckets)]).Distinct()]);
    }
}
