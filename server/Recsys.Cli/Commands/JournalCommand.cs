using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Storage.Journal;

namespace Recsys.Cli.Commands;

/// <summary>`recsys journal`: what the journal holds, whether it is whole, its interactions as JSON.</summary>
internal static class JournalCommand
{
    public static Command Create() => new(
        "journal", "Look into the journal, also while a server has the store open: nothing is changed or locked.")
    {
        CreateStats(),
        CreateVerify(),
        JournalExportCommand.Create(),
    };

    private static Command CreateStats()
    {
        var data = RecsysPaths.DataOption();
        var json = RecsysPaths.JsonOption();
        var command = new Command(
            "stats", "Count what the journal holds: positions, files, records, interactions, readers, checkpoints.")
        {
            data, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var summary = await SummarizeAsync(parsed.GetRequiredValue(data).FullName, "Reading", cancellation);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(summary, JsonOutput.Options));
            else Describe(summary);
            foreach (var damage in summary.Damages) SayDamage(damage);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateVerify()
    {
        var data = RecsysPaths.DataOption();
        var json = RecsysPaths.JsonOption();
        var command = new Command(
            "verify", "Check every record's checksum and that no part is missing.\n\n" +
            "Returns 1 and names the positions when the journal is damaged.")
        {
            data, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var summary = await SummarizeAsync(parsed.GetRequiredValue(data).FullName, "Checking", cancellation);
            bool whole = summary.Damages.Count == 0;
            long records = summary.Records.Values.Sum();
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    new { whole, summary.BeginPosition, summary.EndPosition, records, summary.Damages },
                    JsonOutput.Options));
            }
            foreach (var damage in summary.Damages) SayDamage(damage);
            Say.Line(whole
                ? $"The journal is whole: {records:N0} records from position {summary.BeginPosition} to "
                    + $"{summary.EndPosition}."
                : $"The journal is damaged in {summary.Damages.Count:N0} places: restore it from a backup. Damage at "
                    + "the very end, with nothing good behind it, is cut off when the store is opened.");
            return whole ? ExitCode.Success : ExitCode.Failed;
        });
        return command;
    }

    private static Task<JournalSummary> SummarizeAsync(string directory, string stage, CancellationToken cancellation)
    {
        var files = JournalFiles.Open(directory);
        return ProgressDisplay.RunAsync(progress => Task.Run(
            () => files.Summarize(new StageProgress(progress, stage), cancellation), cancellation));
    }

    private static void SayDamage(JournalDamage damage) =>
        Say.Error($"the journal is damaged at position {damage.Position}: {damage.Problem}");

    private static void Describe(JournalSummary summary)
    {
        var table = new TextTable("what", "value");
        table.Add("begin position", Number(summary.BeginPosition));
        table.Add("end position", Number(summary.EndPosition));
        table.Add("files", Number(summary.Files.Count));
        table.Add("bytes on disk", Number(summary.Files.Sum(file => file.Bytes)));
        foreach (var (kind, count) in summary.Records) table.Add($"records {kind}", Number(count));
        foreach (var (type, count) in summary.Interactions) table.Add($"interactions {type}", Number(count));
        table.Add("oldest interaction", Time(summary.OldestTime));
        table.Add("newest interaction", Time(summary.NewestTime));
        foreach (var reader in summary.Readers)
            table.Add($"reader {reader.Name}", $"{reader.Position} since {Time(reader.UpdateTime)}");
        foreach (var checkpoint in summary.Checkpoints)
            table.Add($"checkpoint {checkpoint.Name}", $"{checkpoint.Position} of {Time(checkpoint.Time)}");
        Console.Write(table);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset? time) =>
        time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "none";
}
