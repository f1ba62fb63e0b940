using System.CommandLine;
using Recsys.Bench.Features;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench features`: reading features and ingestion beside Redis.</summary>
internal static class FeaturesCommand
{
    public static Command Create()
    {
        var defaults = new FeaturesOptions();
        var products = BenchCommand.Number("--products", "Products that features are of", defaults.Products);
        var candidates = BenchCommand.Number(
            "--candidates", "Products read at once, as one request does", defaults.Candidates);
        var rounds = BenchCommand.Number("--rounds", "Requests measured for each way of reading", defaults.Rounds);
        var seconds = BenchCommand.Number(
            "--seconds", "Length of each measurement of ingestion", (int)defaults.Seconds);
        var batch = BenchCommand.Number("--batch", "Interactions in a batch", defaults.BatchSize);
        var seed = BenchCommand.Number("--seed", "Seed of what is read and written", defaults.Seed);
        var json = BenchCommand.JsonOption();
        var command = new Command("features", "Compare reading features and ingestion with Redis.\n\n"
            + "Reads the features of one request's candidates the way the server does, from FASTER one by one, and "
            + "from a Redis of its own on a Unix socket by MGET and HGETALL; then takes the same interactions in by "
            + "gRPC and into Redis by XADD and HINCRBY. All in one run, as ratios. Needs redis-server "
            + "(apt-get install redis-server); without it only the server's own ways are measured.")
        {
            products, candidates, rounds, seconds, batch, seed, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new FeaturesOptions
            {
                Products = parsed.GetValue(products),
                Candidates = parsed.GetValue(candidates),
                Rounds = parsed.GetValue(rounds),
                Seconds = parsed.GetValue(seconds),
                BatchSize = parsed.GetValue(batch),
                Seed = parsed.GetValue(seed),
            };
            await BenchCommand.RunAsync(
                progress => new FeaturesRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
