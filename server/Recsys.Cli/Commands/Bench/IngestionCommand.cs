using System.CommandLine;
using Recsys.Bench.Ingestion;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench ingestion`: how fast interactions become durable, and what they do to answers.</summary>
internal static class IngestionCommand
{
    public static Command Create()
    {
        var defaults = new IngestionOptions();
        var folder = new Option<DirectoryInfo>("--demo")
        {
            Description = "Folder of a demo, whose store is copied and whose model is served "
                + "(default: demo in the checkout; where there is none, recommendations are not measured).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var seconds = BenchCommand.Number("--seconds", "Length of each phase", (int)defaults.Seconds);
        var streams = BenchCommand.Number("--streams", "Streams that send batches", defaults.Streams);
        var batch = BenchCommand.Number("--batch", "Interactions in a batch", defaults.BatchSize);
        var underWay = BenchCommand.Number("--under-way", "Batches each has under way", defaults.BatchesUnderWay);
        var singles = BenchCommand.Number(
            "--single-streams", "Streams that send single interactions", defaults.SingleStreams);
        var rate = BenchCommand.Number(
            "--recommend-rate", "Calls of RecommendForUser a second", (int)defaults.RecommendRate);
        var batchTarget = BenchCommand.Number(
            "--batch-target", "Interactions a second in batches, at fixed times beside recommendations",
            defaults.BatchTarget);
        var singleTarget = BenchCommand.Number(
            "--single-target", "Single interactions a second, at fixed times beside recommendations",
            defaults.SingleTarget);
        var effects = BenchCommand.Number(
            "--effects", "Purchases followed to the next answer", defaults.EffectSamples);
        var memory = BenchCommand.Number("--memory-mib", "Memory of the server's store", defaults.MemoryMib);
        var seed = BenchCommand.Number("--seed", "Seed of customers and products", defaults.Seed);
        var json = BenchCommand.JsonOption();
        var command = new Command("ingestion", "Measure how fast interactions become durable.\n\n"
            + "Starts a server of its own and measures in one run: interactions acknowledged a second in batches and "
            + "one by one, RecommendForUser alone and beside them, latency of acknowledgements at half of the peak "
            + "(from the time each batch was due), and the time from a purchase to an answer without the product. "
            + "Load and server share the machine's processors; the report tells what each used.")
        {
            folder, seconds, streams, batch, underWay, singles, rate, batchTarget, singleTarget, effects, memory, seed,
            json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string demo = parsed.GetRequiredValue(folder).FullName;
            string models = Path.Combine(demo, "models");
            bool found = Directory.Exists(models) && new ModelRepository(models).OpenCurrent().Version is not null;
            if (!found)
                Say.Line($"No model in {demo}: measuring without recommendations. ./recsys demo --once makes one.");
            var options = new IngestionOptions
            {
                Seconds = parsed.GetValue(seconds),
                Streams = parsed.GetValue(streams),
                BatchSize = parsed.GetValue(batch),
                BatchesUnderWay = parsed.GetValue(underWay),
                SingleStreams = parsed.GetValue(singles),
                RecommendRate = parsed.GetValue(rate),
                BatchTarget = parsed.GetValue(batchTarget),
                SingleTarget = parsed.GetValue(singleTarget),
                EffectSamples = parsed.GetValue(effects),
                MemoryMib = parsed.GetValue(memory),
                Seed = parsed.GetValue(seed),
                DataFolder = found ? Path.Combine(demo, "data") : null,
                ModelsFolder = found ? models : null,
            };
            await BenchCommand.RunAsync(
                progress => new IngestionRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
