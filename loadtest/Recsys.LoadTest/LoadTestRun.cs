namespace Recsys.LoadTest;

/// <summary>
/// Runs a load test: for each candidate count a warm-up, the measured step, and a look at the server's stage times.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="target">Where the load goes.</param>
/// <param name="clock">The clock.</param>
public sealed class LoadTestRun(LoadTestOptions options, ILoadTarget target, ILoadClock clock)
{
    private readonly LoadTestOptions _options = options.Checked();
    private readonly CustomerSampler _customers = new(options.CustomerIds, options.ZipfExponent, options.Seed);

    /// <summary>Runs it.</summary>
    /// <param name="host">The host's name for the report.</param>
    /// <param name="startedAt">The time for the report.</param>
    /// <param name="progress">Told of each step as it ends.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="LoadTestException">The target answered no request of the warm-up.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public async Task<LoadReport> ExecuteAsync(
        string host, DateTimeOffset startedAt, IProgress<StepResult>? progress, CancellationToken cancellation)
    {
        var steps = new List<StepResult>(_options.CandidateCounts.Count);
        foreach (int candidateCount in _options.CandidateCounts)
        {
            var step = await StepAsync(candidateCount, cancellation).ConfigureAwait(false);
            steps.Add(step);
            progress?.Report(step);
        }
        return new LoadReport
        {
            Host = host,
            StartedAt = startedAt,
            Loop = _options.RatePerSecond is null ? "closed" : "open",
            Concurrency = _options.Concurrency,
            RatePerSecond = _options.RatePerSecond,
            CustomerCount = _options.CustomerIds.Count,
            ZipfExponent = _options.ZipfExponent,
            Seed = _options.Seed,
            Steps = steps,
        };
    }

    private async Task<StepResult> StepAsync(int candidateCount, CancellationToken cancellation)
    {
        var load = new StepLoad(_options, candidateCount, target, clock, _customers);
        var warm = await load.WarmUpAsync(cancellation).ConfigureAwait(false);
        if (warm is { Sent: > 0, Answered: 0 })
            throw new LoadTestException($"None of {warm.Sent} warm-up requests was answered: {FailuresOf(warm)}.");

        long startNs = clock.NowNs;
        var tally = await load.MeasureAsync(cancellation).ConfigureAwait(false);
        double seconds = (clock.NowNs - startNs) / 1e9;
        return new StepResult
        {
            CandidateCount = candidateCount,
            Requests = tally.Sent,
            Seconds = seconds,
            AnsweredPerSecond = seconds > 0 ? tally.Answered / seconds : 0,
            Latency = tally.Latency.Summarize(),
            SendDelay = tally.SendDelay.Summarize(),
            Failures = tally.Failures,
            Stages = await SampleStagesAsync(candidateCount, cancellation).ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyList<StageSummary>> SampleStagesAsync(
        int candidateCount, CancellationToken cancellation)
    {
        // In the order the server tells them, which is the order they run in.
        var order = new List<string>();
        var times = new Dictionary<string, LatencyHistogram>(StringComparer.Ordinal);
        for (int i = 0; i < _options.StageSamples; i++)
        {
            var request = new LoadRequest(_customers.At(i), candidateCount, _options.PageSize, WithStages: true);
            var reply = await target.SendAsync(request, cancellation).ConfigureAwait(false);
            foreach (var stage in reply.Stages ?? [])
            {
                if (!times.TryGetValue(stage.Stage, out var histogram))
                {
                    times[stage.Stage] = histogram = new LatencyHistogram();
                    order.Add(stage.Stage);
                }
                histogram.Record(stage.Nanoseconds);
            }
        }
        return [.. order.Select(stage => new StageSummary(stage, times[stage].Summarize()))];
    }

    private static string FailuresOf(StepTally tally) =>
        string.Join(", ", tally.Failures.Select(failure => $"{failure.Value} × {failure.Key}"));
}
