namespace Recsys.LoadTest;

/// <summary>What one step measured.</summary>
public sealed record StepResult
{
    /// <summary>Candidates each request asked for.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>Measured requests.</summary>
    public required long Requests { get; init; }

    /// <summary>Time from the first to the last of them, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests answered a second; failed ones do not count.</summary>
    public required double AnsweredPerSecond { get; init; }

    /// <summary>
    /// Latency as the client saw it, of requests answered and of those that ran into their deadline. In the open loop
    /// from the time a request was due.
    /// </summary>
    public required LatencySummary Latency { get; init; }

    /// <summary>How late requests were sent, which the latency includes: 0 in the closed loop.</summary>
    public required LatencySummary SendDelay { get; init; }

    /// <summary>Failed requests by status.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>
    /// The server's own stage times, measured after the step, one request at a time; empty where it told none.
    /// </summary>
    public required IReadOnlyList<StageSummary> Stages { get; init; }
}
