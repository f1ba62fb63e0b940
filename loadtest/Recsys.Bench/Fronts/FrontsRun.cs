using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.LoadTest.Targets;
using Recsys.V1;

namespace Recsys.Bench.Fronts;

/// <summary>
/// Measures the same calls over every front of a server of its own: native gRPC, gRPC-Web and JSON, over both versions
/// of HTTP, by one HTTP client that reads every answer but takes none apart. The ways take turns in each round, so that
/// what else the machine does falls on all.
/// </summary>
public sealed class FrontsRun(ServerCommand command, FrontsOptions options, IProgress<BenchStep> progress)
{
    private const int WarmUpCalls = 300, Targets = 1_000;

    /// <summary>Runs every round.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">A call failed; the message says which.</exception>
    public async Task<FrontsReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        using var folder = new BenchFolder("fronts");
        BenchFolder.Copy(options.DataFolder, folder.At("data"));
        await using var server = await BenchServer.StartAsync(
            command, FreePort.Take(), ["--data", folder.At("data"), "--models", options.ModelsFolder],
            cancellation).ConfigureAwait(false);
        var ways = await WaysAsync(server.Address, cancellation).ConfigureAwait(false);

        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.InFlight })
        {
            BaseAddress = server.Address,
        };
        var clock = new StopwatchClock();
        FrontLoad[] loads = [.. ways.Select(way => new FrontLoad(way, client, server, clock))];
        try
        {
            foreach (var load in loads) await load.WarmUpAsync(WarmUpCalls, cancellation).ConfigureAwait(false);
            int done = 0;
            for (int round = 0; round < options.Rounds; round++)
                foreach (var load in loads)
                {
                    await load.RunForAsync(options.Seconds, options.InFlight, cancellation).ConfigureAwait(false);
                    progress.Report(new BenchStep("calls", ++done / (double)(options.Rounds * loads.Length)));
                }
        }
        catch (HttpRequestException error)
        {
            throw new BenchException($"The server could not be asked: {error.Message}", error);
        }
        return new FrontsReport(
            Environment.ProcessorCount, options.InFlight, [.. loads.Select(load => load.Result())]);
    }

    private static async Task<FrontWay[]> WaysAsync(Uri address, CancellationToken cancellation)
    {
        using var client = RecsysClient.Connect(address, new RecsysClientOptions { MaxAttempts = 1 });
        var known = await client.Products.ListProductsAsync(
            new ListProductsRequest { PageSize = Targets }, cancellationToken: cancellation).ConfigureAwait(false);
        var customers = await CustomerList.ReadAsync(client.Customers, Targets, cancellation).ConfigureAwait(false);
        if (known.Products.Count == 0 || customers.Count == 0)
            throw new BenchException("The store has no products or no customers: import some first.");
        return
        [
            .. FrontWays.GetProduct([.. known.Products.Select(product => product.Id)]),
            .. FrontWays.Recommend(customers),
        ];
    }
}
