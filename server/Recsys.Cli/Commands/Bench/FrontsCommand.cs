using System.CommandLine;
using Recsys.Bench.Fronts;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench fronts`: the same calls by gRPC, gRPC-Web and JSON.</summary>
internal static class FrontsCommand
{
    public static Command Create()
    {
        var defaults = new FrontsOptions { DataFolder = "", ModelsFolder = "" };
        var folder = new Option<DirectoryInfo>("--demo")
        {
            Description = "Folder of a demo, whose store is copied and whose model is served "
                + "(default: demo in the checkout; ./recsys demo --once makes it).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var inFlight = BenchCommand.Number("--in-flight", "Calls under way at any time", defaults.InFlight);
        var rounds = BenchCommand.Number("--rounds", "Rounds, in each of which all ways take turns", defaults.Rounds);
        var seconds = new Option<double>("--seconds")
        {
            Description = "Seconds for each call by each way in each round.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => defaults.Seconds,
        };
        var json = BenchCommand.JsonOption();
        var command = new Command("fronts", "Measure the same calls by gRPC, gRPC-Web and JSON.\n\n"
            + "Starts a server of its own and makes GetProduct and RecommendForUser by every front, over HTTP/1.1 and "
            + "HTTP/2, with one HTTP client: calls per second, latency and the server's processor time, each as a "
            + "ratio to native gRPC in the same run.")
        {
            folder, inFlight, seconds, rounds, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string demo = parsed.GetRequiredValue(folder).FullName;
            string models = Path.Combine(demo, "models");
            if (!Directory.Exists(models) || new ModelRepository(models).OpenCurrent().Version is null)
                throw new CommandException($"There is no model in {demo}; ./recsys demo --once makes one.");
            var options = new FrontsOptions
            {
                DataFolder = Path.Combine(demo, "data"),
                ModelsFolder = models,
                InFlight = parsed.GetValue(inFlight),
                Seconds = parsed.GetValue(seconds),
                Rounds = parsed.GetValue(rounds),
            };
            await BenchCommand.RunAsync(
                progress => new FrontsRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
