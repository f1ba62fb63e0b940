namespace Recsys.LoadTest;

/// <summary>What a step measured of one kind of call.</summary>
public sealed record MethodResult
{
    /// <summary>The call, for example RecommendForUser.</summary>
    public required string Method { get; init; }

    /// <summary>Calls sent.</summary>
    public required long Sent { get; init; }

    /// <summary>Calls answered.</summary>
    public required long Answered { get; init; }

    /// <summary>Requests that were due but not sent, since too many were in flight.</summary>
    public required long NotSent { get; init; }

    /// <summary>Failed calls by status.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Latency, in the open loop from the time a request was due.</summary>
    public required LatencySummary Latency { get; init; }

    /// <summary>The latency's histogram.</summary>
    public required HistogramBuckets Histogram { get; init; }

    /// <summary>The server's own times of these calls; empty where it told none.</summary>
    public required IReadOnlyList<StageSummary> Stages { get; init; }
}
