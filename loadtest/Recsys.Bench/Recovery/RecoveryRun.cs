using System.Globalization;
using System.Text.Json;
using Recsys.Bench.Processes;

namespace Recsys.Bench.Recovery;

/// <summary>
/// Measures what a start after a crash takes: a process fills a store and is killed with some journal beyond its last
/// checkpoint; other processes then open it, one after the other.
/// </summary>
public sealed class RecoveryRun(ServerCommand command, RecoveryOptions options, IProgress<BenchStep> progress)
{
    /// <summary>What the filling process says when it is done, before its result as JSON.</summary>
    public const string Filled = "FILLED ";

    /// <summary>What the opening process says before its result as JSON.</summary>
    public const string Opened = "OPENED ";

    /// <summary>What the filling process says of its progress: stage, fraction and figures, between tabs.</summary>
    public const string Progress = "PROGRESS\t";

    private static readonly TimeSpan FillLimit = TimeSpan.FromHours(2), OpenLimit = TimeSpan.FromMinutes(30);

    /// <summary>Runs it.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="BenchException">A process failed, or what was opened is not what was filled.</exception>
    public async Task<RecoveryReport> RunAsync(CancellationToken cancellation)
    {
        options.Validate();
        using var temporary = options.Folder is null ? new BenchFolder("recovery") : null;
        string folder = Directory.CreateDirectory(options.Folder ?? temporary!.Path).FullName;
        string store = Path.Combine(folder, "store"), note = Path.Combine(folder, "filled.json");
        if (!File.Exists(note)) await FillAsync(store, note, cancellation).ConfigureAwait(false);
        var filled = JsonSerializer.Deserialize<FillResult>(
            await File.ReadAllTextAsync(note, cancellation).ConfigureAwait(false))!;

        var opens = new List<OpenResult>();
        for (int i = 0; i < options.Opens; i++)
        {
            progress.Report(new BenchStep("Openings", (double)i / options.Opens));
            opens.Add(await OpenAsync(store, filled, cancellation).ConfigureAwait(false));
        }
        progress.Report(new BenchStep("Openings", 1));
        return new RecoveryReport(
            Environment.ProcessorCount, (long)options.MemoryMib << 20, filled, opens,
            BytesOf(store, "journal"), BytesOf(store, "checkpoints"), BytesOf(store, "state"));
    }

    private static long BytesOf(string store, string part) => BenchFolder.BytesOf(Path.Combine(store, part));

    private async Task FillAsync(string store, string note, CancellationToken cancellation)
    {
        if (Directory.Exists(store))
        {
            throw new BenchException(
                $"{store} is there, but not whole: a filling was interrupted. Delete it, or name another folder.");
        }
        await using var process = ChildProcess.Start(
            command.Program, [.. command.Arguments, "bench", "store-fill", store, .. Arguments()], Relay);
        string line = await process.WaitForLineAsync(Filled, FillLimit, cancellation).ConfigureAwait(false);
        // A crash as it may come: the store is open, and its last checkpoint lies behind.
        await process.KillAsync().ConfigureAwait(false);
        await File.WriteAllTextAsync(note, line[Filled.Length..], cancellation).ConfigureAwait(false);
    }

    private async Task<OpenResult> OpenAsync(string store, FillResult filled, CancellationToken cancellation)
    {
        await using var process = ChildProcess.Start(
            command.Program, [.. command.Arguments, "bench", "store-open", store, .. Arguments()]);
        string line = await process.WaitForLineAsync(Opened, OpenLimit, cancellation).ConfigureAwait(false);
        var result = JsonSerializer.Deserialize<OpenResult>(line[Opened.Length..])!;
        var (found, right) = (
            (result.Interactions, result.Customers, result.Products, result.Histories),
            (filled.Interactions, filled.Customers, filled.Products, filled.Histories));
        return found == right
            ? result
            : throw new BenchException(
                $"The store came back with {found}, not {right} interactions, customers, products and histories.");
    }

    private string[] Arguments() =>
    [
        "--interactions", Text(options.Interactions), "--customers", Text(options.Customers),
        "--products", Text(options.Products), "--memory-mib", Text(options.MemoryMib),
        "--checkpoint-mib", Text(options.CheckpointMib), "--beyond-mib", Text(options.BeyondMib),
        "--seed", Text(options.Seed),
    ];

    private void Relay(string line)
    {
        if (!line.StartsWith(Progress, StringComparison.Ordinal)) return;
        string[] parts = line[Progress.Length..].Split('\t');
        progress.Report(new BenchStep(parts[0], double.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
