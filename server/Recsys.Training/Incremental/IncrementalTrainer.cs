using Recsys.Models.Repository;
using Recsys.Training.Data;

namespace Recsys.Training.Incremental;

/// <summary>
/// Trains a model version that goes on from another one: towers, ranker and sequential model see what came since,
/// vocabularies grow, tables and counters are made anew of all the data, and what was learned about the tables and the
/// mix stays. It costs a fraction of a full training; what it cannot do is forget, so a full one is due from time to
/// time.
/// </summary>
public static class IncrementalTrainer
{
    /// <summary>Increments between one full training and the next, unless told otherwise.</summary>
    public const int DefaultFullAfter = 30;

    internal const string IncrementsCount = "increments";

    /// <summary>Share of a version's products that data must know to be the one it learned from.</summary>
    private const double LeastKnown = 0.5;

    /// <summary>Whether there are interactions newer than all that a version learned from.</summary>
    public static bool HasNews(InteractionTable table, WarmStart from)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(from);
        return table.Count > 0 && table.TimesMs[^1] > from.ToMs;
    }

    /// <summary>
    /// Interactions that a version has not seen though they are not newer than what it learned from: they came late.
    /// </summary>
    public static long LateRows(InteractionTable table, WarmStart from)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(from);
        long known = from.Version.Manifest.Counts.GetValueOrDefault("interactions");
        return Math.Max(0, table.FirstRowAt(from.ToMs + 1) - known);
    }

    /// <summary>Trains.</summary>
    /// <param name="table">All data, what the version knows included; with interactions newer than that.</param>
    /// <param name="from">The version.</param>
    /// <param name="options">Seed and settings; tower dimension and kind of ranker are the version's.</param>
    /// <param name="staged">Folder that the files are written into; unpublished, and useless when this throws.</param>
    /// <param name="learnMix">Whether the mix is learned anew, from how the version served the customers who came back;
    /// else the version's stays.</param>
    /// <param name="progress">Told where training stands; may be null.</param>
    /// <param name="cancellation">Ends training by an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The manifest to publish the version with; its parents are the version and those before it, up to the
    /// last full training.</returns>
    /// <exception cref="TrainingException">The data cannot be gone on with: it has no times, nothing new, or is of
    /// another shop; or a loss became NaN or infinite.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or is not the version's.</exception>
    public static ModelManifest Train(
        InteractionTable table, WarmStart from, TrainingOptions options, StagedVersion staged, bool learnMix = false,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(staged);
        options.Validate();
        RequireSame(from, options);
        RequireToGoOn(table, from);

        Native.NativeRuntime.TuneAllocatorForTraining();
        using var run = new IncrementalRun(table, from, options, progress, cancellation);
        try
        {
            run.TakeExamples();
            run.TakeWeightsOver();
            if (learnMix) run.LearnMix();
            run.TrainTowersAndRanker();
            run.TrainSequence();
            run.Write(staged);
        }
        catch (BrokenBatchException broken)
        {
            throw broken.Describe(table);
        }
        return Describe(table, from, options, run);
    }

    private static ModelManifest Describe(
        InteractionTable table, WarmStart from, TrainingOptions options, IncrementalRun run)
    {
        var manifest = ModelTrainer.Describe(
            table, options with { Ranker = from.RankerShape }, run.Metrics, run.TowerExampleCount,
            run.RankerExampleCount, from.Increments + 1);
        var counts = new Dictionary<string, long>(manifest.Counts)
        {
            ["new_interactions"] = run.NewRows,
            ["new_items"] = run.NewProducts,
        };
        return manifest with { Counts = counts, Parents = [from.Version.Name, .. from.Version.Manifest.Parents] };
    }

    private static void RequireSame(WarmStart from, TrainingOptions options)
    {
        if (options.TowerDimension != from.Options.TowerDimension)
            throw new ArgumentException(
                $"Model version {from.Version.Name} was trained with tower_dimension {from.Options.TowerDimension}, "
                + $"not {options.TowerDimension}: train in full to change it.", nameof(options));
        if (options.Ranker.Kind != from.RankerShape.Kind)
            throw new ArgumentException(
                $"Model version {from.Version.Name} has a ranker of another kind: train in full to change it.",
                nameof(options));
    }

    private static void RequireToGoOn(InteractionTable table, WarmStart from)
    {
        var window = from.Version.Manifest.DataWindow;
        if (table.Count == 0) throw new TrainingException("There are no interactions to train on: import some first.");
        if (window.FromMs == window.ToMs || table.TimesMs[0] == table.TimesMs[^1])
            throw new TrainingException(
                "Interactions without times have no later ones to go on with: train in full.");
        int known = from.ItemIds.Count(id => table.TryGetItem(id, out _));
        if (known < LeastKnown * from.ItemIds.Length)
            throw new TrainingException(
                $"Only {known:N0} of the {from.ItemIds.Length:N0} products of model version {from.Version.Name} are in "
                + "this data: it was trained on other data. Train in full, or name a version of this data.");
        if (!HasNews(table, from))
            throw new TrainingException($"There is nothing newer than what model version {from.Version.Name} knows.");
    }
}
