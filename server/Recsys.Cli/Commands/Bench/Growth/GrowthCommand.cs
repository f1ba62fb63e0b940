using System.CommandLine;

namespace Recsys.Cli.Commands.Bench.Growth;

/// <summary>`recsys bench growth`: the same load on shops of growing size.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        var products = new Option<string>("--products")
        {
            Description = "Sizes of the shops, in products.",
            HelpName = "N,N,...",
            DefaultValueFactory = _ => "50000,500000,5142585",
        };
        var candidates = BenchCommand.Number("--candidates", "Candidates of each request", 500);
        var cores = BenchCommand.Number(
            "--server-cores", "Processors the server keeps to, the load on the others; 0 for any", 1);
        var seconds = BenchCommand.Number("--seconds", "Length of the measurement at half load", 30);
        var target = new Option<string>("--find-rate")
        {
            Description = "What the highest rate, of which half is measured, has to hold.",
            HelpName = "pQ=LIMIT",
            DefaultValueFactory = _ => "p99=20ms",
        };
        var json = BenchCommand.JsonOption();
        var synthetic = new SyntheticArguments();
        var command = new Command("growth", "Measure how a server grows with its catalogue.\n\n"
            + "Makes a synthetic shop of each size where it is not there, serves it by a process of its own, finds the "
            + "highest rate that holds a latency, and measures at half of it: the server's own times by stage, "
            + "its memory, its time to be ready, bytes on the disk. --shop names the folder the shops are in, one of "
            + "each size below it.")
        {
            products, candidates, cores, seconds, target, json,
        };
        foreach (var option in synthetic.Options) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new GrowthRun(synthetic, parsed)
            {
                Candidates = parsed.GetValue(candidates),
                Cores = parsed.GetValue(cores),
                Length = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Target = parsed.GetRequiredValue(target),
            };
            await BenchCommand.RunAsync(
                _ => run.RunAsync(parsed.GetRequiredValue(products), cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
