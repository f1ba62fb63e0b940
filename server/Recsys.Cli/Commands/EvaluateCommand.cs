using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Pipeline;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>`recsys evaluate`: trains on one set of interactions and measures on another, beside three
/// baselines.</summary>
internal static class EvaluateCommand
{
    private const string Day = "yyyy-MM-dd";

    public static Command Create()
    {
        var train = FileOption(
            "--train", "Interactions to learn from: CSV, lists or Parquet; see docs/evaluation.md.", required: true);
        var test = FileOption(
            "--test", "Interactions to predict; with --split it is taken from the training file.", required: false);
        var mapping = FileOption("--mapping", "What the columns mean, as JSON (see samples/).", required: false);
        var split = new Option<string?>("--split")
        {
            Description = "Learn from what is before this day (UTC) and predict what follows, for example 2011-06-01.",
            HelpName = "DAY",
        };
        var leaveLast = new Option<bool>("--leave-last")
        {
            Description = "Learn from all but each customer's last interaction and predict that one.",
        };
        var validation = new Option<bool>("--validation")
        {
            Description = "With --leave-last: predict the second to last, and leave the last one out altogether.",
        };
        var holdOut = new Option<double?>("--hold-out")
        {
            Description = "Hold a random part of the interactions out and predict it, for example 20.",
            HelpName = "PERCENT",
        };
        var order = new Option<bool>("--order")
        {
            Description = "The order of the file is the order in time, where rows have no times.",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of all draws of the evaluation.",
            HelpName = "N",
            DefaultValueFactory = _ => new EvaluationOptions().Seed,
        };
        var repeats = new Option<bool>("--repeat-purchases")
        {
            Description = "Let products the customer bought before be recommended and count as found.",
        };
        var cutoffs = new Option<string>("--k")
        {
            Description = $"Cut-offs of the metrics, 1-{PipelineLimits.MaxPageSize}, separated by commas.",
            HelpName = "K,...",
            DefaultValueFactory = _ => "10,20,50",
        };
        var candidates = new Option<int>("--candidates")
        {
            Description = "Candidates each request retrieves, 10-10,000.",
            HelpName = "N",
            DefaultValueFactory = _ => new EvaluationOptions().CandidateCount,
        };
        var customers = new Option<int?>("--max-customers")
        {
            Description = "Measure at most this many customers, drawn by chance (default: all).",
            HelpName = "N",
        };
        var json = FileOption(
            "--json", "File to write the whole report to; - prints it on standard output.", required: false);
        var command = new Command(
            "evaluate",
            "Train on one file, measure on another, beside popularity, item-kNN and EASE.\n\n"
            + "Every customer gets a full ranking; nothing is published and no store is read.")
        {
            train, test, split, leaveLast, validation, holdOut, order, mapping, repeats, cutoffs, candidates,
            customers, seed, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = new EvaluationFiles
            {
                Train = parsed.GetRequiredValue(train)!,
                Test = parsed.GetValue(test),
                Mapping = parsed.GetValue(mapping),
                SplitMs = ParseDay(parsed.GetValue(split)),
                LeaveLast = parsed.GetValue(leaveLast),
                Validation = parsed.GetValue(validation),
                HoldOutPercent = parsed.GetValue(holdOut),
                Order = parsed.GetValue(order),
                Seed = parsed.GetValue(seed),
            };
            files.Check();
            CheckOutput(parsed.GetValue(json));
            var options = new EvaluationOptions
            {
                Cutoffs = ParseCutoffs(parsed.GetRequiredValue(cutoffs)),
                CandidateCount = parsed.GetValue(candidates),
                RepeatPurchases = parsed.GetValue(repeats),
                Seed = parsed.GetValue(seed),
                MaxCustomers = parsed.GetValue(customers) ?? int.MaxValue,
            };
            var report = await RunAsync(files, options, cancellation);
            await WriteAsync(report, parsed.GetValue(json), cancellation);
            EvaluationSummary.Say(report);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<EvaluationReport> RunAsync(
        EvaluationFiles files, EvaluationOptions options, CancellationToken cancellation)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, ExitCode.WrongArguments);
        }
        return await ProgressDisplay.RunAsync(progress => Task.Run(
            async () =>
            {
                var set = await files.ReadAsync(new ImportRelay(progress), cancellation);
                return OfflineEvaluation.Run(set, options, new TrainingRelay(progress), cancellation);
            },
            cancellation));
    }

    // Found out after minutes of training, a folder that is not there would cost all of them.
    private static void CheckOutput(string? path)
    {
        if (path is null or "-" || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) return;
        throw new CommandException($"--json: there is no folder to write {path} into");
    }

    private static async Task WriteAsync(EvaluationReport report, string? path, CancellationToken cancellation)
    {
        if (path is null) return;
        string text = JsonSerializer.Serialize(report, JsonOutput.Options);
        if (path == "-") Console.WriteLine(text);
        else await File.WriteAllTextAsync(path, text + "\n", cancellation);
    }

    private static int[] ParseCutoffs(string text)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries);
        var cutoffs = new int[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out cutoffs[i]))
                throw new CommandException(
                    $"--k: '{numbers[i]}' is no number; write for example --k 10,20,50", ExitCode.WrongArguments);
        return cutoffs;
    }

    internal static long? ParseDay(string? text)
    {
        if (text is null) return null;
        return DateTime.TryParseExact(
            text, Day, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? new DateTimeOffset(day).ToUnixTimeMilliseconds()
            : throw new CommandException(
                $"--split: '{text}' is no day; write for example --split 2011-06-01", ExitCode.WrongArguments);
    }

    private static Option<string?> FileOption(string name, string description, bool required) =>
        new(name) { Description = description, HelpName = "FILE", Required = required };

    private sealed class ImportRelay(IProgress<ProgressStep> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            to.Report(new(
                $"Reading {value.File}",
                value.BytesTotal == 0 ? 1 : (double)value.BytesRead / value.BytesTotal,
                $"{value.Rows:N0} rows"));
    }

    private sealed class TrainingRelay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => to.Report(new(
            char.ToUpperInvariant(value.Stage[0]) + value.Stage[1..], value.Fraction, value.Detail));
    }
}
