using Recsys.Cli.Terminal;
using Recsys.Models.Repository;
using Recsys.Storage.Journal;
using Recsys.Training;
using Recsys.Training.Incremental;

namespace Recsys.Cli.Commands;

/// <summary>A training on a store that publishes a version.</summary>
/// <param name="dataDirectory">The store.</param>
/// <param name="modelsDirectory">The repository.</param>
/// <param name="options">Settings and seed.</param>
/// <param name="activate">Whether the version becomes the live one.</param>
/// <param name="since">What to go on from; null trains in full.</param>
/// <param name="learnMix">Whether an increment learns the mix anew.</param>
internal sealed class StoredTraining(
    string dataDirectory, string modelsDirectory, TrainingOptions options, bool activate, WarmStart? since = null,
    bool learnMix = false)
{
    // Under this name training tells the store's retention how far it has read the journal.
    private const string ReaderName = "train";

    /// <summary>Trains, showing progress.</summary>
    /// <returns>The published version; null where there is nothing newer than what was to be gone on from.</returns>
    public Task<ModelVersion?> RunAsync(CancellationToken cancellation) =>
        ProgressDisplay.RunAsync(progress => RunAsync(progress, new Relay(progress), cancellation));

    /// <summary>Trains.</summary>
    /// <param name="reading">Told how far reading is.</param>
    /// <param name="training">Told how far training is.</param>
    /// <param name="cancellation">Ends training; nothing is published then.</param>
    /// <returns>The published version; null where there is nothing newer than what was to be gone on from.</returns>
    public async Task<ModelVersion?> RunAsync(
        IProgress<ProgressStep> reading, IProgress<TrainingProgress> training, CancellationToken cancellation)
    {
        var (table, begin, end) = await StoredInteractions.ReadAsync(dataDirectory, reading, cancellation);
        if (since is not null)
        {
            SinceOption.RequireSameStore(since, dataDirectory, begin, end);
            if (!SinceOption.HasNews(since, table)) return null;
        }
        // Training computes for minutes: it has a thread of its own, so that progress and Ctrl-C stay alive.
        var version = await Task.Run(
            () => Publish(end, staged => since is null
                ? ModelTrainer.Train(table, options, staged, training, cancellation)
                : IncrementalTrainer.Train(table, since, options, staged, learnMix, training, cancellation)),
            cancellation);
        // Only now: what no published version has learned from stays in the journal.
        JournalReaders.At(dataDirectory).Set(ReaderName, end);
        return version;
    }

    private ModelVersion Publish(long position, Func<StagedVersion, ModelManifest> train)
    {
        using var staged = new ModelRepository(modelsDirectory).Stage();
        var manifest = train(staged);
        var counts = new Dictionary<string, long>(manifest.Counts) { [SinceOption.JournalPosition] = position };
        return staged.Publish(manifest with { Counts = counts }, activate);
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            to.Report(new($"Training {value.Stage}", value.Fraction, value.Detail));
    }
}
