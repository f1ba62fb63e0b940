using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Pipeline.Features;
using Recsys.Training;
using Recsys.Training.Comparison;
using Recsys.Training.Evaluation;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench rankers`: every kind of ranker on the same data.</summary>
internal static class RankersCommand
{
    private const int Cutoff = 20;

    public static Command Create()
    {
        var train = new Option<FileInfo>("--train")
        {
            Description = "Interactions to learn from: CSV (plain or gzip) or Parquet.", HelpName = "FILE",
            Required = true,
        };
        var test = new Option<FileInfo?>("--test") { Description = "Interactions to predict.", HelpName = "FILE" };
        var mapping = new Option<FileInfo?>("--mapping")
        {
            Description = "What the columns mean, as JSON (see samples/).", HelpName = "FILE",
        };
        var split = new Option<string?>("--split")
        {
            Description = "Learn from what is before this day (UTC) and predict what follows.", HelpName = "DAY",
        };
        var kinds = new Option<string>("--kinds")
        {
            Description = "Kinds to compare, separated by commas.", HelpName = "KIND,...",
            DefaultValueFactory = _ => string.Join(',', RankerKinds.Names),
        };
        var plot = new Option<FileInfo?>("--plot")
        {
            Description = "Draw the comparison into this HTML file.", HelpName = "FILE",
        };
        var json = BenchCommand.JsonOption();
        var command = new Command(
            "rankers",
            "Train every kind of ranker on one file and measure them on another.\n\n"
            + "Each is trained and served as a version of its own: AUC, log-loss and calibration of its chances, "
            + "recall and ndcg of the pipeline, time to score 500 products on one thread, size, and rows trained per "
            + "second of processor time.")
        {
            train, test, split, mapping, kinds, plot, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = new EvaluationFiles
            {
                Train = parsed.GetRequiredValue(train).FullName,
                Test = parsed.GetValue(test)?.FullName,
                SplitMs = EvaluateArguments.ParseDay(parsed.GetValue(split)),
                Mapping = parsed.GetValue(mapping)?.FullName,
            };
            files.Check();
            RankerKind[] wanted =
            [
                .. parsed.GetRequiredValue(kinds).Split(',', StringSplitOptions.TrimEntries)
                    .Select(name => RankerOption.ParseKind("--kinds", name)),
            ];
            var report = await ProgressDisplay.RunAsync(progress => Task.Run(
                async () =>
                {
                    var set = await files.ReadAsync(new Quiet(), cancellation);
                    return RankerComparison.Run(
                        set, new EvaluationOptions { Cutoffs = [Cutoff] }, wanted, new Relay(progress), cancellation);
                },
                cancellation));
            Console.Out.Write(Table(report));
            if (parsed.GetValue(plot) is { } page)
                await File.WriteAllTextAsync(page.FullName, RankerPlot.Html(report), cancellation);
            if (parsed.GetValue(json) is { } file)
                await File.WriteAllTextAsync(
                    file.FullName, JsonSerializer.Serialize(report, JsonOutput.Options) + "\n", cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static string Table(RankerComparisonReport report)
    {
        var table = new TextTable(
            "ranker", "AUC", "log-loss", "calibration error", $"recall@{report.Cutoff}", $"ndcg@{report.Cutoff}",
            "us/500 libtorch", "us/500 kernels", "parameters", "rows/CPU s");
        foreach (var one in report.Rankers)
        {
            table.Add(
                one.Kind, Text(one.Auc, "0.0000"), Text(one.LogLoss, "0.00000"), Text(one.CalibrationError, "0.00000"),
                Text(one.Recall, "0.0000"), Text(one.Ndcg, "0.0000"), Text(one.LibtorchMicroseconds, "0"),
                Text(one.FusedMicroseconds, "0"), Text(one.Parameters, "0"), Text(one.RowsPerCpuSecond, "0"));
        }
        return table.ToString();
    }

    private static string Text(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private sealed class Quiet : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => to.Report(new(value.Stage, value.Fraction, value.Detail));
    }
}
