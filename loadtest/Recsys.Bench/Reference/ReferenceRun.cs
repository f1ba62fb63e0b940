using Recsys.Bench.Processes;
using Recsys.Bench.Redis;
using Recsys.LoadTest;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;
using Recsys.Models.Repository;
using Recsys.Storage;
using Recsys.Synthetic.Reference;

namespace Recsys.Bench.Reference;

/// <summary>
/// Runs the reference architecture (<c>loadtest/reference</c>) and this server on the same catalogue with the same
/// models under the same load, one after the other, and compares them.
/// </summary>
public sealed class ReferenceRun(ServerCommand command, ReferenceOptions options, IProgress<BenchStep> progress)
{
    private readonly string _data = Path.Combine(options.Shop, "data");
    private readonly string _models = Path.Combine(options.Shop, "models");

    /// <summary>Runs it.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">Something needed is not there, or a server failed.</exception>
    public async Task<ReferenceReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        string redis = RedisServer.Find()
            ?? throw new BenchException("redis-server is not installed: apt-get install redis-server.");
        var version = new ModelRepository(_models).OpenCurrent().Version
            ?? throw new BenchException($"{_models} has no live version.");
        using var folder = new BenchFolder("reference");
        var layout = await ExportAsync(version, folder.Path, cancellation).ConfigureAwait(false);
        var customers = IdList.OfFile(folder.At(ReferenceExport.CustomersFile));

        var results = new List<ReferenceResult>();
        await using (var store = await RedisServer.StartAsync(redis, "", cancellation).ConfigureAwait(false))
        {
            ReferenceFeatures.Load(folder.Path, layout, store.Socket, progress, cancellation);
            foreach (bool share in (bool[])[false, true])
                results.Add(await ReferenceAsync(store, version, folder, share, customers, cancellation)
                    .ConfigureAwait(false));
        }
        results.Add(await OursAsync(customers, cancellation).ConfigureAwait(false));
        return new ReferenceReport(
            Environment.ProcessorCount, layout.Products, options.Candidates, options.InFlight, results);
    }

    private async Task<ReferenceLayout> ExportAsync(
        ModelVersion version, string folder, CancellationToken cancellation)
    {
        var customers = File.ReadLines(Path.Combine(options.Shop, "customers.txt")).Take(options.Customers).ToList();
        var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = _data, MemoryBytes = 256L << 20 }, cancellation: cancellation)
            .ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            return await ReferenceExport.WriteAsync(
                store, version, customers, options.Candidates, folder, new Export(progress), cancellation)
                .ConfigureAwait(false);
        }
    }

    private async Task<ReferenceResult> ReferenceAsync(
        RedisServer store, ModelVersion version, BenchFolder folder, bool share, IdList customers,
        CancellationToken cancellation)
    {
        await using var server = await ReferenceServer.StartAsync(
            options.Launch, store.Socket, version.Path, folder.At(ReferenceLayout.FileName), share, cancellation)
            .ConfigureAwait(false);
        string name = share ? "reference, user's half once" : "reference, as published";
        return await MeasureAsync(
            name, server.Address, () => Sum(server.Usage, store.Usage), customers, cancellation).ConfigureAwait(false);
    }

    private async Task<ReferenceResult> OursAsync(IdList customers, CancellationToken cancellation)
    {
        await using var server = await BenchServer.StartAsync(
            command, FreePort.Take(), ["--data", _data, "--models", _models, "--memory-mib", "256"], cancellation)
            .ConfigureAwait(false);
        var result = await MeasureAsync("this server", server.Address, () => server.Usage, customers, cancellation)
            .ConfigureAwait(false);
        // The store is closed as it should be, so that the shop opens fast again.
        await server.StopAsync(TimeSpan.FromMinutes(2)).ConfigureAwait(false);
        return result;
    }

    private async Task<ReferenceResult> MeasureAsync(
        string name, Uri address, Func<ProcessUsage> usage, IdList customers, CancellationToken cancellation)
    {
        progress.Report(new BenchStep(name, 0, "one request at a time"));
        var alone = await LoadAsync(address, 1, customers, cancellation).ConfigureAwait(false);
        progress.Report(new BenchStep(name, 0.5, $"{options.InFlight} in flight"));
        var before = usage();
        var loaded = await LoadAsync(address, options.InFlight, customers, cancellation).ConfigureAwait(false);
        var after = usage();
        progress.Report(new BenchStep(name, 1));
        var total = alone.ServerTotal
            ?? throw new BenchException($"{name} told nothing of its own times.");
        return new ReferenceResult(
            name, alone.Latency, total.Time,
            alone.Stages.ToDictionary(stage => stage.Stage, stage => stage.Time.P50Us),
            loaded.AnsweredPerSecond, loaded.Latency, (after.CpuSeconds - before.CpuSeconds) * 1e6 / loaded.Requests,
            after.ResidentBytes);
    }

    private async Task<StepResult> LoadAsync(
        Uri address, int inFlight, IdList customers, CancellationToken cancellation)
    {
        var report = await ServerLoadTest.RunAsync(
            address, new LoadAccess(),
            new LoadTestOptions
            {
                Concurrency = inFlight,
                CandidateCounts = [options.Candidates],
                Duration = TimeSpan.FromSeconds(options.Seconds),
                // None where processor time is counted: the first load has warmed the server up.
                WarmUpRequests = inFlight == 1 ? 300 : 0,
                Customers = customers,
            },
            null, cancellation).ConfigureAwait(false);
        var step = report.Steps[^1];
        if (step.FailureCount > 0)
            throw new BenchException("Requests failed: "
                + string.Join(", ", step.Failures.Select(failure => $"{failure.Value} × {failure.Key}")));
        return step;
    }

    private static ProcessUsage Sum(ProcessUsage a, ProcessUsage b) => new(
        a.CpuSeconds + b.CpuSeconds, a.ResidentBytes + b.ResidentBytes, a.PeakResidentBytes + b.PeakResidentBytes);

    private sealed class Export(IProgress<BenchStep> to) : IProgress<double>
    {
        public void Report(double value) => to.Report(new BenchStep("export", value));
    }
}
