using System.CommandLine;
using Recsys.Bench.Reference;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench reference`: this server beside the reference architecture.</summary>
internal static class ReferenceCommand
{
    // Debian's, which has torch, FAISS and gRPC; another one may come first on the path.
    private const string Python = "/usr/bin/python3";

    public static Command Create()
    {
        var defaults = new ReferenceOptions { Shop = "", Launch = [] };
        var shop = new Option<DirectoryInfo>("--shop")
        {
            Description = "Folder of a synthetic shop, whose store and model both serve "
                + "(./recsys bench shop makes one).",
            HelpName = "DIR",
            Required = true,
        };
        var candidates = BenchCommand.Number("--candidates", "Candidates of each request", defaults.Candidates);
        var seconds = BenchCommand.Number("--seconds", "Length of each measurement", defaults.Seconds);
        var inFlight = BenchCommand.Number(
            "--in-flight", "Requests in flight where throughput is measured", defaults.InFlight);
        var customers = BenchCommand.Number("--customers", "Customers who are asked for", defaults.Customers);
        var json = BenchCommand.JsonOption();
        var command = new Command("reference", "Compare with the published architecture on the same catalogue.\n\n"
            + "Starts the reference (loadtest/reference: gRPC in Python, features in Redis, FAISS, TorchScript), fills "
            + "its Redis, loads it, then does the same with this server, and prints the ratios. Needs Debian's "
            + "redis-server python3-redis python3-hiredis python3-grpcio python3-torch python3-faiss python3-numpy.")
        {
            shop, candidates, seconds, inFlight, customers, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new ReferenceOptions
            {
                Shop = parsed.GetRequiredValue(shop).FullName,
                Launch = [Python, Path.Combine(RecsysPaths.Home, "loadtest", "reference", "server.py")],
                Candidates = parsed.GetValue(candidates),
                Seconds = parsed.GetValue(seconds),
                InFlight = parsed.GetValue(inFlight),
                Customers = parsed.GetValue(customers),
            };
            await BenchCommand.RunAsync(
                progress => new ReferenceRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
