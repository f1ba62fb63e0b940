using System.CommandLine;
using System.Diagnostics;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench stages`: single stages by BenchmarkDotNet, in a program of its own.</summary>
internal static class StagesCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter")
        {
            Description = "Which benchmarks: a pattern such as *Scoring* (the others are *Retrieval*, *Feature*, "
                + "*Front* and *Peak*).",
            HelpName = "PATTERN",
            DefaultValueFactory = _ => "*",
        };
        var json = BenchCommand.JsonOption();
        var command = new Command("stages", "Measure single stages beside their simplest alternative.\n\n"
            + "Scoring beside TorchScript's forward, the scan beside FAISS, features beside Redis, the front beside a "
            + "bare Kestrel, one thread each, and all of them beside what the machine can multiply and read at most; "
            + "with the bytes that a call allocates. Takes about two minutes.")
        {
            filter, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string program = Program();
            if (!File.Exists(program))
                throw new CommandException($"{program} is not built: run ./recsys bench stages.");
            string[] arguments = ["--filter", parsed.GetRequiredValue(filter)];
            if (parsed.GetValue(json) is { } file) arguments = [.. arguments, "--json", file.FullName];
            using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]))
                ?? throw new CommandException("dotnet cannot be started.");
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        });
        return command;
    }

    // Beside this command's own folder, in the same configuration: the launcher builds both.
    private static string Program()
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(
            RecsysPaths.Home, "artifacts", "bin", "Recsys.MicroBench", configuration, "Recsys.MicroBench.dll");
    }
}
