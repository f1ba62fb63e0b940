namespace Recsys.LoadTest;

/// <summary>
/// Drives one step. In the open loop request n is due at n / rate whatever became of those before it, and its latency
/// counts from then: a server that stalls is charged for all requests that waited, not for one (coordinated omission).
/// </summary>
internal sealed class StepLoad(
    LoadTestOptions options, int candidateCount, ILoadTarget target, ILoadClock clock, CustomerSampler customers)
{
    private long _next = -1;
    private long _startNs;
    private long _limit;
    private long _endNs;

    /// <summary>Sends requests that are not measured, as fast as the workers can.</summary>
    public Task<StepTally> WarmUpAsync(CancellationToken cancellation) =>
        RunAsync(ratePerSecond: null, options.WarmUpRequests, long.MaxValue, cancellation);

    /// <summary>Sends the measured requests.</summary>
    public Task<StepTally> MeasureAsync(CancellationToken cancellation) => RunAsync(
        options.RatePerSecond, options.Requests ?? long.MaxValue,
        options.Duration is { } duration ? (long)(duration.TotalSeconds * 1e9) : long.MaxValue, cancellation);

    private async Task<StepTally> RunAsync(
        double? ratePerSecond, long requests, long durationNs, CancellationToken cancellation)
    {
        (_next, _limit, _startNs) = (-1, requests, clock.NowNs);
        _endNs = durationNs == long.MaxValue ? long.MaxValue : _startNs + durationNs;
        int workers = (int)Math.Min(options.Concurrency, Math.Max(requests, 1));
        var tallies = new Task<StepTally>[workers];
        for (int i = 0; i < workers; i++) tallies[i] = WorkAsync(ratePerSecond, cancellation);
        var total = new StepTally();
        foreach (var tally in await Task.WhenAll(tallies).ConfigureAwait(false)) total.Add(tally);
        return total;
    }

    private async Task<StepTally> WorkAsync(double? ratePerSecond, CancellationToken cancellation)
    {
        var tally = new StepTally();
        while (TryTake(ratePerSecond, out long number, out long dueNs))
        {
            if (ratePerSecond is not null) await clock.WaitUntilAsync(dueNs, cancellation).ConfigureAwait(false);
            long sentNs = clock.NowNs;
            if (ratePerSecond is null) dueNs = sentNs;
            var request = new LoadRequest(customers.At(number), candidateCount, options.PageSize, WithStages: false);
            var reply = await target.SendAsync(request, cancellation).ConfigureAwait(false);
            tally.Record(reply.Status, clock.NowNs - dueNs, sentNs - dueNs);
        }
        return tally;
    }

    private bool TryTake(double? ratePerSecond, out long number, out long dueNs)
    {
        number = Interlocked.Increment(ref _next);
        dueNs = ratePerSecond is { } rate ? _startNs + (long)(number * (1e9 / rate)) : clock.NowNs;
        return number < _limit && dueNs < _endNs;
    }
}
