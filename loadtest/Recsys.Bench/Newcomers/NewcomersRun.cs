using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.LoadTest.Targets;
using Recsys.V1;

namespace Recsys.Bench.Newcomers;

/// <summary>
/// Measures on a server of its own how long a new product takes to be found: made one by one, and behind a whole
/// catalogue that is imported while recommendations go on.
/// </summary>
public sealed class NewcomersRun(ServerCommand command, NewcomersOptions options, IProgress<BenchStep> progress)
{
    private const int WarmUp = 20, Models = 1_000, Message = 1_000;

    /// <summary>Runs every phase.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">The server did not do what it must; the message says what.</exception>
    public async Task<NewcomersReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        using var folder = new BenchFolder("newcomers");
        BenchFolder.Copy(options.DataFolder, folder.At("data"));
        await using var server = await BenchServer.StartAsync(
            command, FreePort.Take(), ["--data", folder.At("data"), "--models", options.ModelsFolder],
            cancellation).ConfigureAwait(false);
        using var client = RecsysClient.Connect(server.Address, new RecsysClientOptions { MaxAttempts = 1 });
        var known = await client.Products.ListProductsAsync(
            new ListProductsRequest { PageSize = Models }, cancellationToken: cancellation).ConfigureAwait(false);
        if (known.Products.Count == 0) throw new BenchException("The store has no products: import some first.");
        var clock = new StopwatchClock();
        var probe = new NewcomerProbe(client, known.Products, clock);

        // 1. One by one.
        await MeasureAsync("warm-up", WarmUp, probe.AnchorAsync, cancellation).ConfigureAwait(false);
        var result = await MeasureAsync("as a result", options.Products, probe.ResultAsync, cancellation)
            .ConfigureAwait(false);
        var anchor = await MeasureAsync("as an anchor", options.Products, probe.AnchorAsync, cancellation)
            .ConfigureAwait(false);

        // 2. Recommendations, alone and beside an import.
        var customers = await CustomerList.ReadAsync(client.Customers, 10_000, cancellation).ConfigureAwait(false);
        if (customers.Count == 0) throw new BenchException("The store has no customers: import some first.");
        var load = new RecommendLoad(client, customers, clock);
        var alone = await load.RunForAsync(options.Seconds, cancellation).ConfigureAwait(false);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beside = Task.Run(() => load.RunAsync(over.Token), cancellation);
        long began = clock.NowNs;
        string last = await ImportAsync(client, known.Products, cancellation).ConfigureAwait(false);
        double imported = Seconds(clock.NowNs - began);
        double behind = await probe.AnchorAsync(cancellation).ConfigureAwait(false) / 1e6;
        await probe.WaitUntilSearchedAsync(last, cancellation).ConfigureAwait(false);
        double takenIn = Seconds(clock.NowNs - began);
        await over.CancelAsync().ConfigureAwait(false);
        var during = await beside.ConfigureAwait(false);
        var after = await load.RunForAsync(options.Seconds, cancellation).ConfigureAwait(false);
        return new NewcomersReport(
            Environment.ProcessorCount, result, anchor, options.Imported, imported, takenIn, behind, alone, during,
            after, server.Usage.PeakResidentBytes);
    }

    private async Task<LatencySummary> MeasureAsync(
        string stage, int count, Func<CancellationToken, Task<long>> measure, CancellationToken cancellation)
    {
        var times = new LatencyHistogram();
        for (int i = 0; i < count; i++)
        {
            times.Record(await measure(cancellation).ConfigureAwait(false));
            progress.Report(new BenchStep(stage, (i + 1.0) / count));
        }
        return times.Summarize();
    }

    private async Task<string> ImportAsync(
        RecsysClient client, IReadOnlyList<Product> known, CancellationToken cancellation)
    {
        string run = Guid.NewGuid().ToString("N"), id = "";
        using var call = client.Products.ImportProducts(cancellationToken: cancellation);
        for (int from = 0; from < options.Imported; from += Message)
        {
            var message = new ImportProductsRequest();
            for (int i = from; i < from + Message; i++)
            {
                id = $"{run}-{i}";
                message.Products.Add(NewcomerProbe.Like(known[i % known.Count], id));
            }
            await call.RequestStream.WriteAsync(message, cancellation).ConfigureAwait(false);
            progress.Report(new BenchStep("import", (from + Message) / (double)options.Imported));
        }
        await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        var answer = await call.ResponseAsync.ConfigureAwait(false);
        return answer.CreatedCount == options.Imported
            ? id
            : throw new BenchException($"{answer.CreatedCount} of {options.Imported} products were made.");
    }

    private static double Seconds(long nanoseconds) => nanoseconds / 1e9;
}
