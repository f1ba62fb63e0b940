using System.CommandLine;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;
using Recsys.Storage.Journal;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Tuning;

namespace Recsys.Cli.Commands;

/// <summary>`recsys train`: learns from everything imported and publishes a model version.</summary>
internal static class TrainCommand
{
    // Under this name training tells the store's retention how far it has read the journal.
    private const string ReaderName = "train";

    public static Command Create()
    {
        var data = RecsysPaths.DataOption();
        var models = RecsysPaths.ModelsOption();
        var json = RecsysPaths.JsonOption();
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of everything random; equal data, options and machine give equal models.",
            HelpName = "N",
            DefaultValueFactory = _ => new TrainingOptions().Seed,
        };
        var inactive = new Option<bool>("--no-activate")
        {
            Description = "Publish the version without making it the live one; see: ./recsys models activate.",
        };
        var settings = new Option<string?>("--settings")
        {
            Description = "File of training settings, as ./recsys tune writes it.", HelpName = "FILE",
        };
        var ranker = RankerOption.Create();
        var without = SourcesOption.Create("Learn and serve without a source of candidates");
        var command = new Command("train", "Train on everything imported and publish a model version.\n\n" +
            "A running server takes the new version within a second. The store is read, so no server may have it open.")
        {
            data, models, seed, ranker, settings, without, inactive, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var version = await RunAsync(
                parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(models).FullName,
                Options(parsed.GetValue(settings), new TrainingOptions
                {
                    Seed = parsed.GetValue(seed), Ranker = RankerOption.Parse(parsed.GetRequiredValue(ranker)),
                    WithoutSources = SourcesOption.Checked(parsed.GetValue(without)),
                }),
                !parsed.GetValue(inactive), cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(version.Manifest, JsonOutput.Options));
            else
                Describe(version);
            Say.Line("Next: ./recsys serve");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>Trains on a store and publishes, showing progress.</summary>
    /// <returns>The published version.</returns>
    internal static async Task<ModelVersion> RunAsync(
        string dataDirectory, string modelsDirectory, TrainingOptions options, bool activate,
        CancellationToken cancellation)
    {
        return await ProgressDisplay.RunAsync(async progress =>
        {
            var (table, position) = await StoredInteractions.ReadAsync(dataDirectory, progress, cancellation);
            // Training computes for minutes: it has a thread of its own, so that progress and Ctrl-C stay alive.
            var version = await Task.Run(
                () => Publish(table, modelsDirectory, options, activate, progress, cancellation), cancellation);
            // Only now: what no published version has learned from stays in the journal.
            JournalReaders.At(dataDirectory).Set(ReaderName, position);
            return version;
        });
    }

    private static TrainingOptions Options(string? settings, TrainingOptions options)
    {
        if (settings is null) return options;
        if (!File.Exists(settings)) throw new CommandException($"--settings: {settings} is not there");
        try
        {
            return TrainingSettingsFile.Load(settings, options);
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"--settings: {wrong.Message}", ExitCode.WrongArguments);
        }
    }

    private static ModelVersion Publish(
        InteractionTable table, string modelsDirectory, TrainingOptions options, bool activate,
        IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        using var staged = new ModelRepository(modelsDirectory).Stage();
        var manifest = ModelTrainer.Train(table, options, staged, new Relay(progress), cancellation);
        return staged.Publish(manifest, activate);
    }

    private static void Describe(ModelVersion version)
    {
        Say.Line($"Published model version {version.Name}:");
        foreach (var (name, value) in version.Manifest.Counts) Say.Line($"  {name,-24} {value,14:N0}");
        foreach (var (name, value) in version.Manifest.Metrics) Say.Line($"  {name,-24} {value,14:0.####}");
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            to.Report(new($"Training {value.Stage}", value.Fraction, value.Detail));
    }
}
