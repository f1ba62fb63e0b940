using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest;

/// <summary>
/// Runs a load test: for each candidate count and page size a warm-up and a measured step, or a search for the highest
/// rate and a step at each load.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="target">Where the load goes.</param>
/// <param name="clock">The clock.</param>
public sealed class LoadTestRun(LoadTestOptions options, ILoadTarget target, ILoadClock clock)
{
    private const double MostParts = 120, CallsOfPart = 25;

    // At a low rate the warm-up's requests would take minutes.
    private const long LongestWarmUpNs = 5_000_000_000;
    private readonly LoadTestOptions _options = options.Checked();
    private readonly List<StepResult> _steps = [];
    private readonly List<RateSearchResult> _searches = [];
    private InteractionBatches? _batches;
    private IProgress<StepResult>? _progress;
    private long _number;

    /// <summary>Runs it. Ended early, it returns the report so far, which says so.</summary>
    /// <param name="host">The host's name for the report.</param>
    /// <param name="startedAt">The time for the report and for interactions.</param>
    /// <param name="progress">Told of each step as it ends.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="LoadTestException">The target answered no request of a warm-up.</exception>
    public async Task<LoadReport> ExecuteAsync(
        string host, DateTimeOffset startedAt, IProgress<StepResult>? progress, CancellationToken cancellation)
    {
        _progress = progress;
        if (_options is { Mix.Ingest: > 0, Recording: null })
            _batches = new InteractionBatches(_options, $"load-{startedAt.ToUnixTimeMilliseconds():x}-", startedAt);
        foreach (int pageSize in _options.PageSizes)
        {
            foreach (int candidateCount in _options.CandidateCounts)
            {
                if (cancellation.IsCancellationRequested) break;
                await ShapeAsync(candidateCount, pageSize, cancellation).ConfigureAwait(false);
            }
        }
        return ReportBuilder.Build(
            _options, host, startedAt, _steps, _searches, cancellation.IsCancellationRequested);
    }

    private async Task ShapeAsync(int candidateCount, int pageSize, CancellationToken cancellation)
    {
        if (_options.Rates.Count == 0 && _options.FindRate is null)
        {
            await SweepAsync(candidateCount, pageSize, _options.Arrivals, null, cancellation).ConfigureAwait(false);
            return;
        }
        double? maxRate = null;
        if (_options.FindRate is { } wanted)
        {
            var search = new RateSearch(wanted, _options.Search, (rate, end) => TryAsync(
                candidateCount, pageSize, rate, end));
            var found = await search.RunAsync(candidateCount, pageSize, cancellation).ConfigureAwait(false);
            _searches.Add(found);
            maxRate = found.RatePerSecond;
        }
        foreach (var level in _options.Rates.Count > 0 ? _options.Rates : [LoadLevel.Half])
        {
            double rate = level.RateOf(maxRate);
            if (cancellation.IsCancellationRequested || rate <= 0) continue;
            await SweepAsync(
                candidateCount, pageSize, new ConstantRate(rate), level.IsFraction ? level.Value : null, cancellation)
                .ConfigureAwait(false);
        }
    }

    private async Task<StepResult> TryAsync(
        int candidateCount, int pageSize, double rate, CancellationToken cancellation)
    {
        var step = new StepSetting(StepKinds.Search, candidateCount, pageSize, new ConstantRate(rate), null);
        return await StepAsync(step, null, _options.Search.TryLength, cancellation).ConfigureAwait(false);
    }

    private Task<StepResult> SweepAsync(
        int candidateCount, int pageSize, ArrivalProfile? profile, double? fraction, CancellationToken cancellation) =>
        StepAsync(
            new StepSetting(StepKinds.Sweep, candidateCount, pageSize, profile, fraction), _options.Requests,
            _options.Duration, cancellation);

    private async Task<StepResult> StepAsync(
        StepSetting setting, int? requests, TimeSpan? duration, CancellationToken cancellation)
    {
        IRequestSource source = _options.Recording is { } recording
            ? new RecordedRequests(recording, _options.RecordingSpeed)
            : new MixedRequests(_options, setting.CandidateCount, setting.PageSize, _batches);
        await WarmUpAsync(setting, source, cancellation).ConfigureAwait(false);

        var plan = PlanOf(setting, source) with
        {
            Requests = requests ?? long.MaxValue,
            DurationNs = duration is { } length ? (long)(length.TotalSeconds * 1e9) : long.MaxValue,
            PartNs = PartOf(setting, requests, duration),
        };
        var tally = await RunAsync(plan, source, _options.Recorder, cancellation).ConfigureAwait(false);
        var result = ReportBuilder.Result(setting, tally);
        _number += result.Requests;
        _steps.Add(result);
        _progress?.Report(result);
        return result;
    }

    private async Task WarmUpAsync(StepSetting setting, IRequestSource source, CancellationToken cancellation)
    {
        if (_options.WarmUpRequests == 0 || cancellation.IsCancellationRequested) return;
        // A recording is played from its start when it is measured; its first requests warm up by themselves.
        var plan = PlanOf(setting, source) with
        {
            Requests = _options.WarmUpRequests, TimingEvery = 0, DurationNs = LongestWarmUpNs,
        };
        if (_options.Recording is not null) plan = plan with { Arrivals = null, InFlight = 1 };
        var tally = await RunAsync(plan, source, null, cancellation).ConfigureAwait(false);
        var total = tally.Total();
        _number += total.Sent + total.NotSent;
        if (total is { Sent: > 0, Answered: 0 } && !cancellation.IsCancellationRequested)
        {
            string failures = string.Join(", ", total.Failures.Select(failure => $"{failure.Value} × {failure.Key}"));
            throw new LoadTestException($"None of {total.Sent} warm-up requests was answered: {failures}.");
        }
    }

    private StepPlan PlanOf(StepSetting setting, IRequestSource source) => new()
    {
        Arrivals = source as IArrivals ?? (setting.Profile is { } profile
            ? new ArrivalSchedule(profile, _options.Spacing, _options.Seed + (ulong)_number)
            : null),
        InFlight = setting.Profile is null && _options.Recording is null
            ? _options.Concurrency
            : _options.InFlightLimit,
        FirstNumber = _options.Recording is null ? _number : 0,
        TimingEvery = _options.TimingEvery,
        DrainNs = (long)((_options.Deadline + TimeSpan.FromSeconds(1)).TotalSeconds * 1e9),
        StopWhenFull = setting.Kind == StepKinds.Search,
    };

    private async Task<StepTally> RunAsync(
        StepPlan plan, IRequestSource source, RequestRecorder? recorder, CancellationToken cancellation)
    {
        var engine = new StepEngine(plan, target, clock, source, recorder);
        // A thread of its own keeps the schedule: one of the pool's would be lent to somebody else at times.
        return await Task.Factory.StartNew(
            () => engine.Run(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);
    }

    // Parts of a tenth of a second at least, with enough calls for a percentile, never more than a page can draw.
    private static long PartOf(StepSetting setting, int? requests, TimeSpan? duration)
    {
        if (setting.Profile is not { } profile) return 1_000_000_000;
        double seconds = Math.Min(
            duration?.TotalSeconds ?? double.MaxValue, requests is { } count ? profile.TimeOf(count) : double.MaxValue);
        double parts = Math.Clamp(profile.CountAt(seconds) / CallsOfPart, 1, MostParts);
        double[] lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 30];
        return (long)(lengths.FirstOrDefault(length => seconds / length <= parts, 60) * 1e9);
    }
}
