using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Storage;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>`recsys import`: reads files into the store, and says what became of every row.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("FILE")
        {
            Description = "CSV (plain or gzip) or Parquet files of the same columns.",
            Arity = ArgumentArity.OneOrMore,
        };
        var mapping = new Option<FileInfo?>("--mapping")
        {
            Description = "What the columns mean, as JSON (see samples/). Without it, common names are looked for.",
            HelpName = "FILE",
        };
        var rejects = new Option<FileInfo?>("--rejects")
        {
            Description = "File for rows that cannot be read, with line and reason (default: DIR-rejects.csv).",
            HelpName = "FILE",
        };
        var until = new Option<string?>("--until")
        {
            Description = "Hold out interactions at this time or later, for example 2011-08-04: they are not written.",
            HelpName = "TIME",
        };
        var heldOut = new Option<FileInfo?>("--held-out")
        {
            Description = "File that they are written to instead, for serve --held-out; wants --until.",
            HelpName = "FILE",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Read and count everything, write nothing." };
        var data = RecsysPaths.DataOption();
        var json = RecsysPaths.JsonOption();
        var command = new Command("import", "Read interactions, products and customers from files into the store.\n\n" +
            "Importing a file again writes nothing twice. The store is written, so no server may have it open.")
        {
            files, mapping, data, rejects, until, heldOut, dryRun, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string directory = parsed.GetRequiredValue(data).FullName;
            string rejectsPath = parsed.GetValue(rejects)?.FullName ?? directory.TrimEnd('/') + "-rejects.csv";
            var options = new ImportOptions
            {
                RejectsPath = rejectsPath,
                HoldOutFromMs = HoldOutFrom(parsed.GetValue(until), parsed.GetValue(heldOut)),
                HeldOutPath = parsed.GetValue(dryRun) ? null : parsed.GetValue(heldOut)?.FullName,
            };
            var report = await RunAsync(
                [.. parsed.GetRequiredValue(files).Select(file => file.FullName)], parsed.GetValue(mapping)?.FullName,
                parsed.GetValue(dryRun) ? null : directory, options, cancellation);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(report, JsonOutput.Options));
            ImportSummary.Say(report, rejectsPath, parsed.GetValue(dryRun));
            return report.Rows.Damage is null ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Imports files, showing progress.</summary>
    /// <param name="files">The files.</param>
    /// <param name="mappingPath">The mapping file, or null to look for common column names.</param>
    /// <param name="dataDirectory">The store's folder; null reads only.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellation">Ends the import at a whole batch.</param>
    internal static async Task<StoreImportReport> RunAsync(
        IReadOnlyList<string> files, string? mappingPath, string? dataDirectory, ImportOptions options,
        CancellationToken cancellation)
    {
        var mapping = mappingPath is null ? null : InteractionMapping.Load(mappingPath);
        return await ProgressDisplay.RunAsync(async progress =>
        {
            var relay = new Relay(progress);
            // Reading computes: it has a thread of its own, so that progress and Ctrl-C stay alive.
            return await Task.Run(
                () => ImportAsync(files, mapping, dataDirectory, options, relay, cancellation), cancellation);
        });
    }

    private static long HoldOutFrom(string? until, FileInfo? heldOut)
    {
        if (until is null)
        {
            return heldOut is null
                ? long.MaxValue
                : throw new CommandException("--held-out wants --until TIME as well", ExitCode.WrongArguments);
        }
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, style, out var time)
            && time.ToUnixTimeMilliseconds() > 0)
            return time.ToUnixTimeMilliseconds();
        throw new CommandException(
            $"--until: '{until}' is no time; write for example --until 2011-08-04 or --until 2011-08-04T09:30:00Z",
            ExitCode.WrongArguments);
    }

    private static async Task<StoreImportReport> ImportAsync(
        IReadOnlyList<string> files, InteractionMapping? mapping, string? dataDirectory, ImportOptions options,
        Relay progress, CancellationToken cancellation)
    {
        if (dataDirectory is null)
            return await StoreImport.DryRunAsync(files, mapping, options, progress, cancellation);
        // Files and columns are looked at before the folder of a new store is made.
        new ImportReader(mapping, options).Check(files);
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions { Directory = dataDirectory }, cancellation: cancellation);
        return await StoreImport.RunAsync(store, files, mapping, options, progress, cancellation);
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => to.Report(value.CustomersTotal > 0
            ? new("Writing customers", (double)value.CustomersDone / value.CustomersTotal)
            : new(
                "Importing", value.BytesTotal == 0 ? 1 : (double)value.BytesRead / value.BytesTotal,
                $"{value.Rows:N0} rows, {value.MegabytesPerSecond:0} MB/s"));
    }
}
