using System.Diagnostics;
using Recsys.Bench.Ingestion;
using Recsys.Bench.Processes;
using Recsys.Bench.Redis;
using Recsys.Client;
using Recsys.LoadTest;

namespace Recsys.Bench.Features;

/// <summary>
/// Compares with Redis on the same machine in one run: reading the features of one request's candidates, and taking
/// interactions in.
/// </summary>
public sealed class FeaturesRun(ServerCommand command, FeaturesOptions options, IProgress<BenchStep> progress)
{
    private const int WarmUpRounds = 200;
    private readonly string? _redis = options.RedisServer ?? RedisServer.Find();

    /// <summary>Runs it. Without Redis only the server's own ways are measured.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">A store did not return what was put in.</exception>
    public async Task<FeaturesReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        var reads = await ReadAsync(cancellation).ConfigureAwait(false);
        var ingestion = await IngestAsync(cancellation).ConfigureAwait(false);
        progress.Report(new BenchStep("Comparing", 1));
        return new FeaturesReport(
            Environment.ProcessorCount, _redis is null ? null : await VersionAsync(_redis, cancellation)
                .ConfigureAwait(false),
            options.Products, options.Candidates, reads, ingestion);
    }

    private static async Task<string> VersionAsync(string program, CancellationToken cancellation)
    {
        await using var process = ChildProcess.Start(program, ["--version"]);
        string line = await process
            .WaitForLineAsync("v=", TimeSpan.FromSeconds(10), cancellation).ConfigureAwait(false);
        return "Redis " + line.Split("v=")[1].Split(' ')[0];
    }

    private async Task<IReadOnlyList<ReadResult>> ReadAsync(CancellationToken cancellation)
    {
        Report(0, "reading from memory");
        var results = new List<ReadResult>
        {
            Measure(new RankerReader(options.Products, options.Candidates)),
            Measure(new ColumnReader(options.Products, options.Candidates)),
            Measure(new FasterReader(options.Products, options.Candidates)),
        };
        if (_redis is null) return results;
        Report(0.2, "reading from Redis");
        await using var server = await RedisServer.StartAsync(_redis, "", cancellation).ConfigureAwait(false);
        results.Add(Measure(new RedisReader(server.Socket, options.Products, options.Candidates, hashes: false)));
        results.Add(Measure(new RedisReader(server.Socket, options.Products, options.Candidates, hashes: true)));
        return results;
    }

    private ReadResult Measure(IFeatureReader reader)
    {
        using (reader)
        {
            var latency = new LatencyHistogram();
            var random = new Random(options.Seed);
            var products = new int[options.Candidates];
            for (int round = -WarmUpRounds; round < options.Rounds; round++)
            {
                for (int i = 0; i < products.Length; i++) products[i] = random.Next(options.Products);
                int right = products.Sum();
                long began = Stopwatch.GetTimestamp();
                int sum = reader.Read(products);
                if (round >= 0) latency.Record((long)(Stopwatch.GetElapsedTime(began).TotalMicroseconds * 1000));
                if (sum != right) throw new BenchException($"{reader.Name} returned other values than were put in.");
            }
            return new ReadResult(reader.Name, latency.Summarize());
        }
    }

    private async Task<IReadOnlyList<IngestionResult>> IngestAsync(CancellationToken cancellation)
    {
        Report(0.4, "ingestion by gRPC");
        var duration = TimeSpan.FromSeconds(options.Seconds);
        using var folder = new BenchFolder("features");
        var results = new List<IngestionResult>();
        InteractionSamples samples;
        await using (var server = await BenchServer.StartAsync(
            command, FreePort.Take(), ["--data", folder.At("data"), "--models", folder.At("models")], cancellation)
            .ConfigureAwait(false))
        {
            using var client = RecsysClient.Connect(server.Address);
            var catalogue = await BenchCatalogue.ReadAsync(client, cancellation).ConfigureAwait(false);
            samples = new InteractionSamples(
                catalogue.Customers, catalogue.Products, options.Seed, DateTimeOffset.UtcNow);
            using var load = new StreamLoad(server.Address, samples, 4, options.BatchSize, 4, new StopwatchClock());
            await load.RunAsync(TimeSpan.FromSeconds(2), null, cancellation).ConfigureAwait(false);
            var tally = await load.RunAsync(duration, null, cancellation).ConfigureAwait(false);
            results.Add(new IngestionResult("recsys, IngestInteractions", tally.PerSecond, true));
        }
        if (_redis is null) return results;
        foreach (string fsync in new[] { "always", "everysec" })
        {
            Report(fsync == "always" ? 0.6 : 0.8, $"ingestion by Redis, appendfsync {fsync}");
            await using var redis = await RedisServer.StartAsync(_redis, fsync, cancellation).ConfigureAwait(false);
            using var load = new RedisIngestion(redis.Socket, samples.Next, options.BatchSize);
            double perSecond = await Task.Run(() => load.Run(duration, cancellation), cancellation)
                .ConfigureAwait(false);
            results.Add(
                new IngestionResult($"Redis, XADD + HINCRBY, appendfsync {fsync}", perSecond, fsync == "always"));
        }
        return results;
    }

    private void Report(double fraction, string what) => progress.Report(new BenchStep("Comparing", fraction, what));
}
