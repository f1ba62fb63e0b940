using System.CommandLine;
using Recsys.Bench.Starts;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench start`: starts and first calls under settings of the runtime.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var defaults = new StartOptions { DataFolder = "", ModelsFolder = "" };
        var folder = new Option<DirectoryInfo>("--demo")
        {
            Description = "Folder with data and models, whose store is copied and whose model is served "
                + "(default: demo in the checkout; ./recsys demo --once makes it).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var variants = new Option<string[]>("--variant")
        {
            Description = "Settings to compare, as NAME:KEY=VALUE,KEY=VALUE of the environment, for example "
                + "server:DOTNET_gcServer=1; can be repeated (default: as the server is built).",
            HelpName = "VARIANT",
        };
        var rounds = BenchCommand.Number("--rounds", "Starts with each", defaults.Rounds);
        var calls = BenchCommand.Number("--calls", "Calls one after the other behind each start", defaults.Calls);
        var inFlight = BenchCommand.Number("--in-flight", "Calls at once behind them", defaults.InFlight);
        var seconds = new Option<double>("--seconds")
        {
            Description = "Seconds of calls at once.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => defaults.LoadSeconds,
        };
        var warmUp = new Option<string?>("--warm-up") { Description = "As of serve.", HelpName = "SECONDS" };
        var json = BenchCommand.JsonOption();
        var command = new Command("start", "Measure starts and first calls, under settings of the runtime.\n\n"
            + "Starts servers of its own in turn and measures each until it is ready, its first call against the "
            + "thousandth, and calls under load with the memory behind them.")
        {
            folder, variants, rounds, calls, inFlight, seconds, warmUp, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string demo = parsed.GetRequiredValue(folder).FullName;
            string models = Path.Combine(demo, "models");
            if (!Directory.Exists(models) || new ModelRepository(models).OpenCurrent().Version is null)
                throw new CommandException($"There is no model in {demo}; ./recsys demo --once makes one.");
            string[] named = parsed.GetValue(variants) is { Length: > 0 } given ? given : ["default"];
            await BenchCommand.RunAsync(
                progress => new StartRun(
                    BenchCommand.ThisCommand(),
                    new StartOptions
                    {
                        DataFolder = Path.Combine(demo, "data"),
                        ModelsFolder = models,
                        Variants = [.. named.Select(StartVariant.Parse)],
                        Rounds = parsed.GetValue(rounds),
                        Calls = parsed.GetValue(calls),
                        LoadSeconds = parsed.GetValue(seconds),
                        InFlight = parsed.GetValue(inFlight),
                        Arguments = parsed.GetValue(warmUp) is { } time ? ["--warm-up", time] : [],
                    },
                    progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
