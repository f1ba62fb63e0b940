using Grpc.Core;
using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>
/// Measures ingestion on a server of its own, one phase after the other: recommendations alone; batches and single
/// interactions as fast as they are taken, alone and with recommendations beside them; half of the peak at fixed times;
/// and how long an interaction takes to change the next answer.
/// </summary>
public sealed class IngestionRun(ServerCommand command, IngestionOptions options, IProgress<BenchStep> progress)
{
    /// <summary>Runs every phase.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">The server did not do what it must; the message says what.</exception>
    public async Task<IngestionReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        using var folder = new BenchFolder("ingestion");
        if (options.DataFolder is { } data) BenchFolder.Copy(data, folder.At("data"));
        await using var server = await BenchServer.StartAsync(
            command, FreePort.Take(),
            [
                "--data", folder.At("data"), "--models", options.ModelsFolder ?? folder.At("models"),
                "--memory-mib", $"{options.MemoryMib}",
            ],
            cancellation).ConfigureAwait(false);
        using var client = RecsysClient.Connect(server.Address, new RecsysClientOptions { MaxAttempts = 1 });
        var catalogue = await BenchCatalogue.ReadAsync(client, cancellation).ConfigureAwait(false);
        if (options.ModelsFolder is not null)
            await RequireModelAsync(server, client, catalogue, cancellation).ConfigureAwait(false);
        var clock = new StopwatchClock();
        var now = DateTimeOffset.UtcNow;
        var samples = new InteractionSamples(catalogue.Customers, catalogue.Products, options.Seed, now);

        using var batches = new StreamLoad(
            server.Address, samples, options.Streams, options.BatchSize, options.BatchesUnderWay, clock);
        using var singles = new StreamLoad(server.Address, samples, options.SingleStreams, 1, 1, clock);
        using var pipelined = new StreamLoad(
            server.Address, samples, options.SingleStreams, 1, options.SinglesUnderWay, clock);
        var phases = new IngestionPhases(options, server, catalogue.Customers, clock, progress, cancellation);
        await phases.RunAsync(
            batches, singles, pipelined, new EffectProbe(client, catalogue.Customers, clock, now))
            .ConfigureAwait(false);
        return new IngestionReport(
            Environment.ProcessorCount, options.ModelsFolder is not null, options.BatchSize, options.Streams,
            options.SingleStreams, phases.PeakBatches, phases.PeakSingles, phases.Results, phases.Effects,
            server.Usage.PeakResidentBytes);
    }

    // The server starts without its model, too, and says why.
    private static async Task RequireModelAsync(
        BenchServer server, RecsysClient client, BenchCatalogue catalogue, CancellationToken cancellation)
    {
        try
        {
            await client.Recommendations.RecommendForUserAsync(
                new RecommendForUserRequest { CustomerId = catalogue.Customers[0] }, cancellationToken: cancellation)
                .ConfigureAwait(false);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unavailable)
        {
            throw new BenchException($"The server serves no model:\n{server.Output}", error);
        }
    }
}
