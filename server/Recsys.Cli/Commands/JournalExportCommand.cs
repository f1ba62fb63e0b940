using System.CommandLine;
using Recsys.Cli.Terminal;
using Recsys.Storage.Journal;

namespace Recsys.Cli.Commands;

/// <summary>`recsys journal export`: interactions as JSON lines.</summary>
internal static class JournalExportCommand
{
    public static Command Create()
    {
        var data = RecsysPaths.DataOption();
        var from = new Option<long>("--from")
        {
            Description = "Journal position to begin at (default: where the journal begins).",
            HelpName = "POSITION",
        };
        var to = new Option<long?>("--to")
        {
            Description = "Journal position to stop at (default: where the journal ends).",
            HelpName = "POSITION",
        };
        var output = new Option<FileInfo?>("--output")
        {
            Description = "File to write; must not be there yet (default: standard output).",
            HelpName = "FILE",
        };
        foreach (var position in (Option[])[from, to])
        {
            position.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: ['-', ..] }]) result.AddError($"{position.Name} must not be negative.");
            });
        }
        var command = new Command(
            "export", "Write the interactions in the order they were accepted, one JSON object a line.\n\n" +
            "Those of customers who were erased since name no customer, session or attribution token.")
        {
            data, from, to, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = JournalFiles.Open(parsed.GetRequiredValue(data).FullName);
            long begin = parsed.GetValue(from);
            long? end = parsed.GetValue(to);
            if (parsed.GetValue(output) is not { } file)
            {
                await using var stream = Console.OpenStandardOutput();
                Write(files, begin, end, stream, null, cancellation);
                return ExitCode.Success;
            }
            long written = await ProgressDisplay.RunAsync(progress => Task.Run(
                () => WriteFile(files, begin, end, file, new StageProgress(progress, "Exporting"), cancellation),
                cancellation));
            Say.Line($"{written:N0} interactions in {file.FullName}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static long WriteFile(
        JournalFiles files, long from, long? to, FileInfo file, IProgress<double> progress,
        CancellationToken cancellation)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException) when (File.Exists(file.FullName))
        {
            throw new CommandException($"{file.FullName} is there already: delete it, or name another file.");
        }
        using (stream) return Write(files, from, to, stream, progress, cancellation);
    }

    private static long Write(
        JournalFiles files, long from, long? to, Stream stream, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        using var lines = new InteractionLines(stream);
        files.Export(from, to, lines.Write, progress, cancellation);
        return lines.Count;
    }
}
