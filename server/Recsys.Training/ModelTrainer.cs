using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Incremental;

namespace Recsys.Training;

/// <summary>
/// Trains a model version: feature workflow, item-to-item table, two towers with their index, ranker. Everything goes
/// into a staged folder; what is live changes only when the caller publishes it.
/// </summary>
public static class ModelTrainer
{
    /// <summary>Trains.</summary>
    /// <param name="table">Interactions with what is known of their products; at least one.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="staged">Folder that the files are written into; unpublished, and useless when this throws.</param>
    /// <param name="progress">Told where training stands, a few times a second at most for each stage; may be
    /// null.</param>
    /// <param name="cancellation">Ends training by an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The manifest to publish the version with: schema, data window, counts, metrics, settings.</returns>
    /// <exception cref="TrainingException">The data cannot be trained on, or a loss became NaN or infinite: names the
    /// batch.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ModelManifest Train(
        InteractionTable table, TrainingOptions options, StagedVersion staged,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(staged);
        options.Validate();
        if (table.Count == 0)
            throw new TrainingException("There are no interactions to train on: import some first.");

        Native.NativeRuntime.TuneAllocatorForTraining();
        var ordered = TimelessData.Shuffle(table, options.Seed);
        using var run = new TrainingRun(ordered, options, progress, cancellation);
        try
        {
            run.PlanItemToItem();
            run.PlanAls();
            run.TakeExamples();
            run.FitFeatures();
            run.TrainTowersOnThePast();
            run.TrainRanker();
            run.LearnMix();
            run.BringUpToDate();
            run.TrainSequence();
            run.Write(staged);
        }
        catch (BrokenBatchException broken)
        {
            throw broken.Describe(ordered);
        }
        return Describe(table, options, run.Metrics, run.TowerExampleCount, run.RankerExampleCount, increments: 0);
    }

    /// <summary>What a version says of itself.</summary>
    internal static ModelManifest Describe(
        InteractionTable table, TrainingOptions options, IReadOnlyDictionary<string, double> metrics,
        long towerExamples, long rankerExamples, int increments) => new()
    {
        Schema = FeatureSchema.Fingerprint,
        DataWindow = new DataWindow(table.TimesMs[0], table.TimesMs[^1]),
        Counts = new Dictionary<string, long>
        {
            ["items"] = table.ItemCount,
            ["users"] = table.UserCount,
            ["interactions"] = table.Count,
            ["tower_examples"] = towerExamples,
            ["ranker_examples"] = rankerExamples,
            [IncrementalTrainer.IncrementsCount] = increments,
        },
        Metrics = metrics,
        Settings = new Dictionary<string, string>
        {
            ["seed"] = options.Seed.ToString(),
            ["horizon_days"] = FormattableString.Invariant($"{options.HorizonDays}"),
            ["stride_days"] = FormattableString.Invariant($"{options.StrideDays}"),
            ["tower_dimension"] = options.TowerDimension.ToString(),
            ["ranker"] = RankerKinds.NameOf(options.Ranker.Kind),
        },
    };
}
