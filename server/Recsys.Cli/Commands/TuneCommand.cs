using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Import;
using Recsys.Training.Tuning;

namespace Recsys.Cli.Commands;

/// <summary>`recsys tune`: searches for training settings that rank better.</summary>
internal static class TuneCommand
{
    private const int Shown = 10;

    public static Command Create()
    {
        var defaults = new TuningOptions();
        var data = RecsysPaths.DataOption();
        var file = new Option<string?>("--train")
        {
            Description = "Interactions to tune on in place of the store: CSV (plain or gzip) or Parquet.",
            HelpName = "FILE",
        };
        var mapping = new Option<string?>("--mapping")
        {
            Description = "What the columns of --train mean, as JSON (see samples/).", HelpName = "FILE",
        };
        var minutes = new Option<double>("--minutes")
        {
            Description = "Budget; what is under way when it ends is given up.", HelpName = "N",
            DefaultValueFactory = _ => defaults.Budget.TotalMinutes,
        };
        var trials = new Option<int>("--trials")
        {
            Description = "Most choices of settings, the defaults among them.", HelpName = "N",
            DefaultValueFactory = _ => defaults.Trials,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed tries the same settings in the same order.", HelpName = "N",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var repeats = new Option<bool>("--repeat-purchases")
        {
            Description = "Let products the customer bought before be recommended and count as found.",
        };
        var output = new Option<string>("--out")
        {
            Description = "File of the best settings, written whenever there are better ones.", HelpName = "FILE",
            DefaultValueFactory = _ => "settings.json",
        };
        var log = new Option<string?>("--log")
        {
            Description = "File of all that was measured; a search goes on from there (default: beside --out).",
            HelpName = "FILE",
        };
        var json = RecsysPaths.JsonOption();
        var command = new Command(
            "tune",
            "Search for training settings that rank better, within a budget.\n\n"
            + "The latest part of the data is predicted from what was before it, by the whole pipeline. Most settings "
            + "are given up after a part of the customers. Ended at any time, the search goes on where it was; "
            + "./recsys train --settings FILE takes what it found.")
        {
            data, file, mapping, minutes, trials, seed, repeats, output, log, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string settings = parsed.GetRequiredValue(output);
            var options = new TuningOptions
            {
                Seed = parsed.GetValue(seed),
                Budget = Minutes(parsed.GetValue(minutes)),
                Trials = parsed.GetValue(trials),
                RepeatPurchases = parsed.GetValue(repeats),
            };
            Check(options, settings, parsed.GetValue(file), parsed.GetValue(mapping));
            var report = await RunAsync(
                parsed.GetRequiredValue(data).FullName, parsed.GetValue(file), parsed.GetValue(mapping), options,
                parsed.GetValue(log) ?? Path.ChangeExtension(settings, ".log.jsonl"), settings, cancellation);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(report, JsonOutput.Options));
            Describe(report, settings);
            return ExitCode.Success;
        });
        return command;
    }

    private static Task<TuningReport> RunAsync(
        string data, string? file, string? mapping, TuningOptions options, string log, string settings,
        CancellationToken cancellation) =>
        ProgressDisplay.RunAsync(async progress =>
        {
            var table = file is null
                ? (await StoredInteractions.ReadAsync(data, progress, cancellation)).Table
                : (await InteractionFiles.ReadAsync(
                    [file], mapping is null ? null : InteractionMapping.Load(mapping), ImportOptions.Default,
                    null, cancellation)).Table;
            return await Task.Run(
                () => TuningRun.Run(
                    table, options, log, settings, new Relay(progress), TimeProvider.System, cancellation),
                cancellation);
        });

    private static TimeSpan Minutes(double minutes) =>
        double.IsFinite(minutes) && minutes is > 0 and <= 100_000
            ? TimeSpan.FromMinutes(minutes)
            : throw new CommandException(
                "--minutes: the budget is a number above 0, at most 100,000", ExitCode.WrongArguments);

    // Found out after minutes of training, a folder that is not there would cost all of them.
    private static void Check(TuningOptions options, string settings, string? file, string? mapping)
    {
        try
        {
            options.Validate();
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, ExitCode.WrongArguments);
        }
        foreach (string? given in new[] { file, mapping })
            if (given is not null && !File.Exists(given)) throw new CommandException($"{given} is not there");
        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(settings))))
            throw new CommandException($"--out: there is no folder to write {settings} into");
    }

    private static void Describe(TuningReport report, string settings)
    {
        var table = new TextTable("choice", "rung", "ndcg", "seconds", "settings");
        foreach (var trial in report.Trials
            .OrderByDescending(t => t.Rung).ThenByDescending(t => t.Score).Take(Shown))
            table.Add(
                Text(trial.Number + 1), $"{trial.Rung + 1} of {report.Rungs}",
                trial.Score?.ToString("F4", CultureInfo.InvariantCulture) ?? "failed", Text(trial.Seconds),
                trial.Number == 0
                    ? "as they were"
                    : string.Join(' ', trial.Settings.Select(s => $"{s.Key}={Text(s.Value)}")));
        Say.Line(table.ToString().TrimEnd());
        if (report.Best is not { } best)
        {
            Say.Line("The budget ended before anything was measured on all of the data; go on with the same command.");
            return;
        }
        Say.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Best of {report.Trials.Count} measurements ({report.Resumed} of them made before): ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"ndcg {best.Score:F4}; the settings it began with {report.StartScore:F4}."));
        Say.Line($"Next: ./recsys train --settings {settings}");
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => to.Report(new("Tuning", value.Fraction, value.Detail));
    }
}
