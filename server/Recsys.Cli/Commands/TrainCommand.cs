using System.CommandLine;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;
using Recsys.Storage.Journal;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Incremental;
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
        var since = SinceOption.Create();
        var fullAfter = SinceOption.CreateFullAfter();
        var learnMix = SinceOption.CreateLearnMix();
        var command = new Command("train", "Train on everything imported and publish a model version.\n\n" +
            "A running server takes the new version within a second. The store is read, so no server may have it open.")
        {
            data, models, since, fullAfter, learnMix, seed, ranker, settings, without, inactive, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string modelsDirectory = parsed.GetRequiredValue(models).FullName;
            // What a name or a setting has wrong is said before anything is read.
            string[] sources = SourcesOption.Checked(parsed.GetValue(without));
            var described = RankerOption.Parse(parsed.GetRequiredValue(ranker));
            if (parsed.GetValue(learnMix) && parsed.GetValue(since) is null) throw SinceOption.MixWithoutSince();
            using var from = parsed.GetValue(since) is { } name ? SinceOption.Open(modelsDirectory, name) : null;
            var options = from?.Options ?? new TrainingOptions { Ranker = described };
            if (from is not null && IsGiven(parsed, ranker)) SinceOption.RequireSameRanker(from, described);
            if (from is null || IsGiven(parsed, seed)) options = options with { Seed = parsed.GetValue(seed) };
            if (from is null || sources.Length > 0) options = options with { WithoutSources = sources };
            options = Options(parsed.GetValue(settings), options);
            if (from is not null) SinceOption.RequireSameTowers(from, options);
            var version = await RunAsync(
                parsed.GetRequiredValue(data).FullName, modelsDirectory, options, !parsed.GetValue(inactive),
                cancellation, SinceOption.UnlessDueInFull(from, parsed.GetValue(fullAfter)), parsed.GetValue(learnMix));
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(version?.Manifest, JsonOutput.Options));
            else if (version is not null)
                Describe(version);
            if (version is not null) Say.Line("Next: ./recsys serve");
            return ExitCode.Success;
        });
        return command;
    }

    private static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };

    /// <summary>Trains on a store and publishes, showing progress.</summary>
    /// <param name="dataDirectory">The store.</param>
    /// <param name="modelsDirectory">The repository.</param>
    /// <param name="options">Settings and seed.</param>
    /// <param name="activate">Whether the version becomes the live one.</param>
    /// <param name="cancellation">Ends training; nothing is published then.</param>
    /// <param name="since">What to go on from; null trains in full.</param>
    /// <param name="learnMix">Whether an increment learns the mix anew.</param>
    /// <returns>The published version; null where there is nothing newer than what was to be gone on from.</returns>
    internal static async Task<ModelVersion?> RunAsync(
        string dataDirectory, string modelsDirectory, TrainingOptions options, bool activate,
        CancellationToken cancellation, WarmStart? since = null, bool learnMix = false)
    {
        return await ProgressDisplay.RunAsync(async progress =>
        {
            var (table, begin, end) = await StoredInteractions.ReadAsync(dataDirectory, progress, cancellation);
            if (since is not null)
            {
                SinceOption.RequireSameStore(since, dataDirectory, begin, end);
                if (!SinceOption.HasNews(since, table)) return null;
            }
            // Training computes for minutes: it has a thread of its own, so that progress and Ctrl-C stay alive.
            var relay = new Relay(progress);
            var version = await Task.Run(
                () => Publish(modelsDirectory, activate, end, staged => since is null
                    ? ModelTrainer.Train(table, options, staged, relay, cancellation)
                    : IncrementalTrainer.Train(table, since, options, staged, learnMix, relay, cancellation)),
                cancellation);
            // Only now: what no published version has learned from stays in the journal.
            JournalReaders.At(dataDirectory).Set(ReaderName, end);
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
        string modelsDirectory, bool activate, long position, Func<StagedVersion, ModelManifest> train)
    {
        using var staged = new ModelRepository(modelsDirectory).Stage();
        var manifest = train(staged);
        var counts = new Dictionary<string, long>(manifest.Counts) { [SinceOption.JournalPosition] = position };
        return staged.Publish(manifest with { Counts = counts }, activate);
    }

    private static void Describe(ModelVersion version)
    {
        Say.Line(version.Manifest.Parents is [var parent, ..]
            ? $"Published model version {version.Name}, which goes on from {parent}:"
            : $"Published model version {version.Name}:");
        foreach (var (name, value) in version.Manifest.Counts) Say.Line($"  {name,-24} {value,14:N0}");
        foreach (var (name, value) in version.Manifest.Metrics) Say.Line($"  {name,-24} {value,14:0.####}");
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            to.Report(new($"Training {value.Stage}", value.Fraction, value.Detail));
    }
}
