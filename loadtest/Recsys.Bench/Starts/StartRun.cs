using System.Diagnostics;
using Google.Protobuf;
using Recsys.Bench.Allocations;
using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.LoadTest.Targets;
using Recsys.V1;

namespace Recsys.Bench.Starts;

/// <summary>
/// Starts servers with one setting of the runtime or another, in turn, and measures how long each takes to be ready,
/// its first calls, and calls once all is warm. The client compiles and allocates nothing while it measures.
/// </summary>
public sealed class StartRun(ServerCommand command, StartOptions options, IProgress<BenchStep> progress)
{
    private const int Customers = 1_000;
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    /// <summary>Runs every round.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">A server did not start or a call failed.</exception>
    public async Task<StartReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        using var folder = new BenchFolder("start");
        BenchFolder.Copy(options.DataFolder, folder.At("data"));
        byte[][] messages = await MessagesAsync(folder, cancellation).ConfigureAwait(false);
        var results = options.Variants.ToDictionary(variant => variant, _ => new List<StartResult>());
        int done = 0;
        for (int round = 0; round < options.Rounds; round++)
            foreach (var variant in options.Variants)
            {
                results[variant].Add(
                    await MeasureAsync(folder, variant, messages, cancellation).ConfigureAwait(false));
                progress.Report(new BenchStep("starts", ++done / (double)(options.Rounds * results.Count)));
            }
        return new StartReport(
            Environment.ProcessorCount, options.Rounds, options.Calls,
            [.. options.Variants.Select(variant => StartResult.BestOf(results[variant]))]);
    }

    private Task<BenchServer> StartAsync(
        BenchFolder folder, StartVariant variant, CancellationToken cancellation) => BenchServer.StartAsync(
            command, $"http://127.0.0.1:{FreePort.Take()}",
            ["--data", folder.At("data"), "--models", options.ModelsFolder, .. options.Arguments],
            variant.Environment, cancellation);

    // Asked of a server of its own: the measured ones' first call must be their first.
    private async Task<byte[][]> MessagesAsync(BenchFolder folder, CancellationToken cancellation)
    {
        await using var server = await StartAsync(folder, options.Variants[0], cancellation).ConfigureAwait(false);
        using var client = RecsysClient.Connect(server.Address, new RecsysClientOptions { MaxAttempts = 1 });
        var customers = await CustomerList.ReadAsync(client.Customers, Customers, cancellation).ConfigureAwait(false);
        if (customers.Count == 0) throw new BenchException("The store has no customers: import some first.");
        await server.StopAsync(StopLimit).ConfigureAwait(false);
        return [.. customers.Select(id => new RecommendForUserRequest { CustomerId = id }.ToByteArray())];
    }

    private async Task<StartResult> MeasureAsync(
        BenchFolder folder, StartVariant variant, byte[][] messages, CancellationToken cancellation)
    {
        await using var server = await StartAsync(folder, variant, cancellation).ConfigureAwait(false);
        double[] latencies = new double[options.Calls];
        using (var connection = new QuietConnection(server.Address))
        {
            byte[] headers = QuietConnection.HeadersOf("/recsys.v1.RecommendationService/RecommendForUser");
            for (int i = 0; i < latencies.Length; i++)
                latencies[i] = CallMs(connection, headers, messages[i % messages.Length]);
        }
        double used = server.Usage.CpuSeconds;
        var (load, perSecond) = await LoadAsync(server.Address, messages, cancellation).ConfigureAwait(false);
        used = server.Usage.CpuSeconds - used;
        var result = new StartResult(
            variant.Name, server.StartTime.TotalMilliseconds, latencies[0], StartResult.Median(latencies[1..10]),
            StartResult.Median(latencies[^10..]), perSecond, load.P50Us / 1000, load.P99Us / 1000,
            load.Count == 0 ? 0 : used * 1000 / load.Count, server.Usage.ResidentBytes / (double)(1 << 20));
        await server.StopAsync(StopLimit).ConfigureAwait(false);
        return result;
    }

    private async Task<(LatencySummary Times, double PerSecond)> LoadAsync(
        Uri address, byte[][] messages, CancellationToken cancellation)
    {
        var all = new LatencyHistogram();
        if (options.LoadSeconds == 0) return (all.Summarize(), 0);
        var workers = Enumerable.Range(0, options.InFlight).Select(worker => Task.Factory.StartNew(
            () => Work(address, messages, worker), cancellation, TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        foreach (var times in await Task.WhenAll(workers).ConfigureAwait(false)) all.Add(times);
        return (all.Summarize(), all.Count / options.LoadSeconds);
    }

    private LatencyHistogram Work(Uri address, byte[][] messages, int worker)
    {
        var times = new LatencyHistogram();
        byte[] headers = QuietConnection.HeadersOf("/recsys.v1.RecommendationService/RecommendForUser");
        using var connection = new QuietConnection(address);
        long began = Stopwatch.GetTimestamp();
        for (int next = worker; Stopwatch.GetElapsedTime(began).TotalSeconds < options.LoadSeconds;
            next += options.InFlight)
            times.Record((long)(CallMs(connection, headers, messages[next % messages.Length]) * 1e6));
        return times;
    }

    private static double CallMs(QuietConnection connection, byte[] headers, byte[] message)
    {
        long began = Stopwatch.GetTimestamp();
        int bytes = connection.Call(headers, message);
        double elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return bytes > 0 ? elapsed : throw new BenchException("A call of RecommendForUser failed.");
    }
}
