using Recsys.Models.Repository;
using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// Trains on one table and measures on another, with everything in between as a server has it: the models are published
/// to a repository, opened from it, loaded as a snapshot and asked through the real pipeline.
/// </summary>
public static class OfflineEvaluation
{
    /// <summary>Runs an evaluation.</summary>
    /// <param name="train">The interactions to learn from, at least one.</param>
    /// <param name="test">The interactions to predict; ids connect the two.</param>
    /// <param name="options">What is measured, and how.</param>
    /// <param name="progress">Told where the evaluation stands; may be null.</param>
    /// <param name="cancellation">Ends the run by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="TrainingException">The data cannot be trained on, or no customer is in both tables.</exception>
    public static EvaluationReport Run(
        InteractionTable train, InteractionTable test, EvaluationOptions options,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(new EvaluationSet(train, test), options, progress, cancellation);

    /// <summary>Runs an evaluation.</summary>
    /// <param name="set">What is learned from and what is predicted.</param>
    /// <param name="options">What is measured, and how.</param>
    /// <param name="progress">Told where the evaluation stands; may be null.</param>
    /// <param name="cancellation">Ends the run by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="TrainingException">The data cannot be trained on, or no customer is in both tables.</exception>
    public static EvaluationReport Run(
        EvaluationSet set, EvaluationOptions options,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var split = EvaluationSplit.Of(set, options.RepeatPurchases);
        if (split.Cases.Count == 0) throw new TrainingException(Nothing(split.LeftOut));
        split = split.Limit(options.MaxCustomers, options.Seed);
        var run = new EvaluationRun(split, options, progress, cancellation);
        run.MeasureBaselines();

        using var repository = new TemporaryRepository();
        var version = run.Train(repository);
        run.MeasurePipeline(version);
        return run.Report(set, version);
    }

    private static string Nothing(LeftOutReport left) =>
        "There is nothing to measure: no customer of training has a product to find in the test. Of "
        + $"{left.Interactions} test interactions, {left.OfUnknownCustomers} are of customers and "
        + $"{left.OfUnknownProducts} of products that training does not know, {left.OfKnownProducts} repeat what the "
        + "customer had before (--repeat-purchases lets them count).";
}
