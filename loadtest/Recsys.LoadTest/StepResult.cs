namespace Recsys.LoadTest;

/// <summary>What one step measured.</summary>
public sealed record StepResult
{
    /// <summary>"sweep" for what was asked for, "search" for a try of the search for the highest rate.</summary>
    public required string Kind { get; init; }

    /// <summary>Candidates each request asked for.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>Products each request asked for.</summary>
    public required int PageSize { get; init; }

    /// <summary>The load in words, for example "400 requests/s".</summary>
    public required string Load { get; init; }

    /// <summary>Requests a second that were due; null in the closed loop.</summary>
    public required double? RatePerSecond { get; init; }

    /// <summary>The part of the highest rate found that this is; null where it was not given as one.</summary>
    public required double? LoadFraction { get; init; }

    /// <summary>Requests that were due.</summary>
    public required long Requests { get; init; }

    /// <summary>Of them, those that the generator did not send, since too many were in flight.</summary>
    public required long NotSent { get; init; }

    /// <summary>Time from the first to the last of them, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests answered a second; failed ones do not count.</summary>
    public required double AnsweredPerSecond { get; init; }

    /// <summary>
    /// Latency as the client saw it, of requests answered and of those that ran into their deadline. In the open loop
    /// from the time a request was due.
    /// </summary>
    public required LatencySummary Latency { get; init; }

    /// <summary>The latency's histogram.</summary>
    public required HistogramBuckets Histogram { get; init; }

    /// <summary>
    /// The same calls counted from when they were sent: what a generator would tell that waits for slow servers.
    /// </summary>
    public required LatencySummary LatencyFromSend { get; init; }

    /// <summary>How late requests were sent, which the latency includes: 0 in the closed loop.</summary>
    public required LatencySummary SendDelay { get; init; }

    /// <summary>Failed requests by status.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>The same for each kind of call.</summary>
    public required IReadOnlyList<MethodResult> Methods { get; init; }

    /// <summary>The server's own times; empty where it told none.</summary>
    public required IReadOnlyList<StageSummary> Stages { get; init; }

    /// <summary>Answers that told the server's own times.</summary>
    public required long TimedAnswers { get; init; }

    /// <summary>How the step went, part by part.</summary>
    public required IReadOnlyList<TimelinePoint> Timeline { get; init; }

    /// <summary>Processor time of the generator for each request sent, in microseconds.</summary>
    public required double GeneratorCpuUs { get; init; }

    /// <summary>The server's own time of whole requests; null where it told none.</summary>
    public StageSummary? ServerTotal => Stages.FirstOrDefault(stage => stage.Stage == "total");

    /// <summary>Requests that failed.</summary>
    public long FailureCount => Failures.Values.Sum();

    /// <summary>The latency below which a part of the requests lie, in microseconds.</summary>
    /// <param name="quantile">The part in [0, 1].</param>
    public double LatencyUs(double quantile)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(Histogram);
        return histogram.Quantile(quantile) / 1000.0;
    }
}
