using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;

namespace Recsys.Bench.Ingestion;

/// <summary>The phases of the measurement, in the order they run, and what each gave.</summary>
internal sealed class IngestionPhases(
    IngestionOptions options, BenchServer server, IReadOnlyList<string> customers,
    ILoadClock clock, IProgress<BenchStep> progress, CancellationToken cancellation)
{
    private const double WarmUpSeconds = 3;
    private const int RecommendationsUnderWay = 256;
    private readonly List<PhaseResult> _results = [];
    private readonly List<EffectResult> _effects = [];
    private int _steps;

    public IReadOnlyList<PhaseResult> Results => _results;

    public IReadOnlyList<EffectResult> Effects => _effects;

    public double PeakBatches { get; private set; }

    public double PeakSingles { get; private set; }

    private bool WithModel => options.ModelsFolder is not null;

    private int Steps => WithModel ? 12 : 5;

    public async Task RunAsync(StreamLoad batches, StreamLoad singles, StreamLoad pipelined, EffectProbe effect)
    {
        await WarmUpAsync(batches, pipelined).ConfigureAwait(false);
        if (WithModel)
        {
            await PhaseAsync("recommendations alone", null, null, true).ConfigureAwait(false);
            Report("effect, idle");
            _effects.Add(await effect.RunAsync("idle", options.EffectSamples, 0, cancellation).ConfigureAwait(false));
        }
        PeakBatches = await PhaseAsync("batches", batches, null, false).ConfigureAwait(false);
        double one = await PhaseAsync("singles, 1 under way", singles, null, false).ConfigureAwait(false);
        double many = await PhaseAsync(
            $"singles, {options.SinglesUnderWay} under way", pipelined, null, false).ConfigureAwait(false);
        PeakSingles = Math.Max(one, many);
        if (WithModel)
        {
            double beside = await PhaseAsync("batches + recommendations", batches, null, true).ConfigureAwait(false);
            PeakBatches = Math.Max(PeakBatches, beside);
            await PhaseAsync("singles + recommendations", pipelined, null, true).ConfigureAwait(false);
            double batchRate = Math.Floor(Math.Min(options.BatchTarget, PeakBatches * 0.9));
            await PhaseAsync(
                $"batches at {batchRate:N0}/s + recommendations", batches, batchRate / options.BatchSize, true)
                .ConfigureAwait(false);
            double singleRate = Math.Floor(Math.Min(options.SingleTarget, PeakSingles * 0.9));
            await PhaseAsync($"singles at {singleRate:N0}/s + recommendations", pipelined, singleRate, true)
                .ConfigureAwait(false);
        }
        double half = PeakBatches / 2 / options.BatchSize;
        await PhaseAsync("half of the peak", batches, half, false).ConfigureAwait(false);
        if (!WithModel) return;
        await PhaseAsync("half of the peak + recommendations", batches, half, true).ConfigureAwait(false);
        await EffectUnderLoadAsync(batches, half, effect).ConfigureAwait(false);
        progress.Report(new BenchStep("Phases", 1));
    }

    private async Task WarmUpAsync(StreamLoad batches, StreamLoad pipelined)
    {
        Report("warm-up");
        var duration = TimeSpan.FromSeconds(WarmUpSeconds);
        await batches.RunAsync(duration, null, cancellation).ConfigureAwait(false);
        await pipelined.RunAsync(duration, null, cancellation).ConfigureAwait(false);
        if (WithModel) await RecommendAsync(duration).ConfigureAwait(false);
        // A checkpoint that the warm-up made due is not part of what comes next.
        await Task.Delay(duration, cancellation).ConfigureAwait(false);
    }

    private async Task EffectUnderLoadAsync(StreamLoad batches, double batchesPerSecond, EffectProbe effect)
    {
        Report("effect at half of the peak");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task load = batches.RunAsync(TimeSpan.FromMinutes(10), batchesPerSecond, enough.Token);
        _effects.Add(await effect
            .RunAsync("at half of the peak", options.EffectSamples, options.EffectSamples, cancellation)
            .ConfigureAwait(false));
        await enough.CancelAsync().ConfigureAwait(false);
        await load.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<double> PhaseAsync(string name, StreamLoad? load, double? messagesPerSecond, bool recommend)
    {
        Report(name);
        var duration = TimeSpan.FromSeconds(options.Seconds);
        var (server1, self1) = (server.Usage, ProcessUsage.Of(Environment.ProcessId));
        long began = clock.NowNs;
        var asking = recommend ? RecommendAsync(duration) : null;
        var tally = load is null
            ? null
            : await load.RunAsync(duration, messagesPerSecond, cancellation).ConfigureAwait(false);
        var answered = asking is null ? null : await asking.ConfigureAwait(false);
        double seconds = (clock.NowNs - began) / 1e9;
        var (server2, self2) = (server.Usage, ProcessUsage.Of(Environment.ProcessId));
        _results.Add(new PhaseResult(
            name, seconds, messagesPerSecond * load?.BatchSize, tally?.PerSecond ?? 0,
            tally?.Latency.Summarize(), answered?.Latency, answered?.Failures.Values.Sum() ?? 0,
            (server2.CpuSeconds - server1.CpuSeconds) / seconds, (self2.CpuSeconds - self1.CpuSeconds) / seconds,
            server2.ResidentBytes));
        return tally?.PerSecond ?? 0;
    }

    private async Task<StepResult> RecommendAsync(TimeSpan duration)
    {
        var test = new LoadTestOptions
        {
            Customers = IdList.Of(customers),
            Arrivals = new ConstantRate(options.RecommendRate),
            Spacing = ArrivalSpacing.Even,
            Duration = duration,
            InFlightLimit = RecommendationsUnderWay,
            WarmUpRequests = 20,
            TimingEvery = 0,
        };
        using var target = new GrpcTarget(server.Address, new LoadAccess { Connections = 1 });
        var report = await new LoadTestRun(test, target, clock)
            .ExecuteAsync("", DateTimeOffset.UtcNow, null, cancellation).ConfigureAwait(false);
        return report.Steps[0];
    }

    private void Report(string what) =>
        progress.Report(new BenchStep("Phases", Math.Min((double)_steps++ / Steps, 0.99), what));
}
