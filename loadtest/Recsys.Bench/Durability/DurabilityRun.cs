using System.Diagnostics;
using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.Storage.Journal;

namespace Recsys.Bench.Durability;

/// <summary>
/// The proof of durability. Clients write to a server of the proof's own, which is killed again and again:
/// <list type="number">
/// <item>Clients write for a random time; then the server is killed, often just as it begins a checkpoint.</item>
/// <item>Its folder is copied, and what the copy holds is compared with what the clients were told.</item>
/// <item>The server is started again on its own folder, and clients go on where they were.</item>
/// </list>
/// At the end it is told to stop, and everything is compared once more.
/// </summary>
public sealed class DurabilityRun
{
    private static readonly TimeSpan StandStill = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan MomentLimit = TimeSpan.FromSeconds(3);
    private readonly ServerCommand _command;
    private readonly DurabilityOptions _options;
    private readonly IProgress<BenchStep> _progress;
    private readonly Random _random;
    private readonly ClientLedger[] _ledgers;
    private readonly RecordLedger _products = new(), _customers = new();
    private readonly RecordLedger _erasable = new();
    private readonly ErasureLedger _erasures = new();
    private readonly InteractionPlan _plan;
    private readonly ServerGate _gate;
    private readonly Pace _pace;
    private readonly StoreVerifier _verifier;
    private readonly List<double> _recoveriesMs = [];
    private readonly int _port = FreePort.Take();
    private int _duringCheckpoint, _afterTruncation;

    /// <summary>Prepares a run.</summary>
    /// <param name="command">The recsys command whose server is proven.</param>
    /// <param name="options">How hard to try.</param>
    /// <param name="startMs">Time of the first interactions, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="progress">Told about each kill.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public DurabilityRun(
        ServerCommand command, DurabilityOptions options, long startMs, IProgress<BenchStep> progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_command, _options, _progress, _random) = (command, options, progress, new Random(options.Seed));
        _ledgers = [.. Enumerable.Range(0, options.Clients + 1).Select(client => new ClientLedger(client))];
        _plan = new InteractionPlan(options, startMs);
        _gate = new ServerGate(options.Clients + 2);
        _pace = new Pace(options.Rate);
        _verifier = new StoreVerifier(_plan, _ledgers, _products, [_customers, _erasable], _erasures);
    }

    /// <summary>Runs the proof.</summary>
    /// <returns>What was found; look at <see cref="DurabilityReport.Passed"/>.</returns>
    /// <exception cref="BenchException">The server did not come back, or said what it must not say.</exception>
    public async Task<DurabilityReport> RunAsync(CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        using var folder = new BenchFolder("durability", _options.KeepFolder);
        using var end = new CancellationTokenSource();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var client = RecsysClient.Connect(
            $"http://127.0.0.1:{_port}",
            new RecsysClientOptions { MaxAttempts = 1, Timeout = TimeSpan.FromSeconds(20) });
        var server = await StartAsync(folder, cancellation).ConfigureAwait(false);
        // Nothing is compared yet, so nothing of the journal may go.
        JournalReaders.At(folder.At("data")).Set("bench", 0);
        Task clients = Task.CompletedTask;
        int kills = 0;
        try
        {
            clients = await StartClientsAsync(client, end.Token, stop.Token).ConfigureAwait(false);
            while (kills < _options.Kills && _verifier.Findings.Clean)
            {
                _progress.Report(new BenchStep("Kills", (double)kills / _options.Kills, Figures(kills)));
                await KillAsync(server, folder, clients, cancellation).ConfigureAwait(false);
                await server.DisposeAsync().ConfigureAwait(false);
                kills++;
                await VerifyAsync(folder, $"after-kill-{kills}", false, cancellation).ConfigureAwait(false);
                server = await StartAsync(folder, cancellation).ConfigureAwait(false);
                _recoveriesMs.Add(server.StartTime.TotalMilliseconds);
                _pace.Restart();
                _gate.Open();
            }
            if (_verifier.Findings.Clean)
                await FinishAsync(server, folder, clients, end, cancellation).ConfigureAwait(false);
            _progress.Report(new BenchStep("Kills", 1, Figures(kills)));
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await server.DisposeAsync().ConfigureAwait(false);
        }
        return Report(kills, Stopwatch.GetElapsedTime(began));
    }

    private Task<BenchServer> StartAsync(BenchFolder folder, CancellationToken cancellation) => BenchServer.StartAsync(
        _command, _port,
        [
            "--data", folder.At("data"), "--models", folder.At("models"), "--memory-mib", "64", "--checkpoint-mib", "1",
            // The least there is: the journal is cut up to the older of two checkpoints, or what is compared.
            "--journal-gib", "0.001",
        ],
        cancellation);

    private async Task<Task> StartClientsAsync(RecsysClient client, CancellationToken end, CancellationToken stop)
    {
        var catalogue = new CatalogueClient(client, _options, _products, _customers);
        var progress = new StepProgress(_progress, "Products");
        await catalogue.CreateProductsAsync(progress, stop).ConfigureAwait(false);
        _pace.Restart();
        _gate.Open();
        IDurabilityClient[] all = [catalogue, .. _ledgers.Select(ledger => Writer(client, ledger))];
        return WhenAllOrFirstFailure(
            [.. all.Select(one => Task.Run(() => RunAsync(one, end, stop), CancellationToken.None))]);
    }

    private async Task RunAsync(IDurabilityClient client, CancellationToken end, CancellationToken stop)
    {
        try
        {
            await client.RunAsync(_gate, end, stop).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not (BenchException or OperationCanceledException))
        {
            throw new BenchException($"{client.GetType().Name} ended with {error.GetType().Name}: {error}", error);
        }
    }

    private IDurabilityClient Writer(RecsysClient client, ClientLedger ledger)
    {
        if (ledger.Client == _options.Clients)
            return new ErasingClient(client, _plan, ledger, _erasable, _erasures);
        return (ledger.Client % 4) switch
        {
            0 or 2 => new StreamClient(client, _plan, ledger, _pace, _options.MostInBatch),
            1 => new SdkClient(client, _plan, ledger, _pace, _options.MostInBatch),
            _ => new UnaryClient(client, _plan, ledger, _pace, _options.MostInBatch),
        };
    }

    // 1. The time of a kill is random; half of them then wait for what is hardest to survive.
    private async Task KillAsync(
        BenchServer server, BenchFolder folder, Task clients, CancellationToken cancellation)
    {
        var watch = new DataWatch(folder.At("data"));
        double seconds = _options.SecondsBetween * (0.2 + (1.6 * _random.NextDouble()));
        await DelayAsync(TimeSpan.FromSeconds(seconds), clients, cancellation).ConfigureAwait(false);
        var moment = (KillMoment)_random.Next(3);
        if (moment == KillMoment.Checkpoint)
            await watch.WaitForCheckpointAsync(MomentLimit, cancellation).ConfigureAwait(false);
        if (moment == KillMoment.Truncation)
            await watch.WaitForTruncationAsync(MomentLimit, cancellation).ConfigureAwait(false);
        if (moment != KillMoment.AnyTime)
            await Task.Delay(_random.Next(20), cancellation).ConfigureAwait(false);

        await server.KillAsync().ConfigureAwait(false);
        if (watch.HasUnfinishedCheckpoint()) _duringCheckpoint++;
        await DelayAsync(_gate.Close(), clients, cancellation).ConfigureAwait(false);
    }

    // 2. The copy is opened, not the folder: the server is to recover from what the kill left, not from what another
    //    opening made of it.
    private async Task VerifyAsync(BenchFolder folder, string name, bool last, CancellationToken cancellation)
    {
        string copy = folder.At(name);
        BenchFolder.Copy(folder.At("data"), copy);
        if (await _verifier.VerifyAsync(copy, last, cancellation).ConfigureAwait(false)) _afterTruncation++;
        // The journal may be cut up to here.
        JournalReaders.At(folder.At("data")).Set("bench", _verifier.Position);
        if (_verifier.Findings.Clean && !_options.KeepFolder)
        {
            Directory.Delete(copy, recursive: true);
            return;
        }
        folder.Keep();
        if (!_verifier.Findings.Clean) _verifier.Findings.Note($"the store as it was compared is kept in {copy}");
    }

    private async Task FinishAsync(
        BenchServer server, BenchFolder folder, Task clients, CancellationTokenSource end,
        CancellationToken cancellation)
    {
        await DelayAsync(TimeSpan.FromSeconds(_options.SecondsBetween), clients, cancellation).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        if (await Task.WhenAny(clients, Task.Delay(StandStill, cancellation)).ConfigureAwait(false) != clients)
            throw new BenchException($"The clients did not end within {StandStill}:\n{server.Output}");
        await clients.ConfigureAwait(false);
        int code = await server.StopAsync(StandStill).ConfigureAwait(false);
        if (code != 0) throw new BenchException($"The server ended with code {code}:\n{server.Output}");
        await VerifyAsync(folder, "after-stop", true, cancellation).ConfigureAwait(false);
    }

    // A client that found something wrong ends the run at once.
    private static async Task DelayAsync(TimeSpan time, Task clients, CancellationToken cancellation) =>
        await DelayAsync(Task.Delay(time, cancellation), clients, cancellation).ConfigureAwait(false);

    private static async Task DelayAsync(Task what, Task clients, CancellationToken cancellation)
    {
        var first = await Task.WhenAny(what, clients).WaitAsync(StandStill * 10, cancellation).ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    private static async Task WhenAllOrFirstFailure(Task[] tasks)
    {
        await foreach (var task in Task.WhenEach(tasks).ConfigureAwait(false)) await task.ConfigureAwait(false);
    }

    private string Figures(int kills) =>
        $"{kills} of {_options.Kills}, {_ledgers.Sum(ledger => (long)ledger.SentCount):N0} interactions sent, "
        + $"{_verifier.Findings.Journalled:N0} compared";

    private DurabilityReport Report(int kills, TimeSpan elapsed)
    {
        var findings = _verifier.Findings;
        double[] recoveries = [.. _recoveriesMs.Order().DefaultIfEmpty(0)];
        return new DurabilityReport(
            findings.Clean, _options.Seed, kills, _duringCheckpoint, _afterTruncation,
            _ledgers.Sum(ledger => (long)ledger.SentCount),
            _ledgers.Sum(ledger => ledger.Count(SendState.Acknowledged)), findings.Journalled,
            findings.Lost, findings.Doubled, findings.Foreign, findings.Changed,
            findings.HistoriesCompared, findings.HistoriesDifferent, findings.FeaturesCompared,
            findings.FeaturesDifferent, findings.RecordsCompared, findings.RecordsDifferent,
            recoveries[recoveries.Length / 2], recoveries[^1], elapsed.TotalSeconds, findings.Examples);
    }
}
