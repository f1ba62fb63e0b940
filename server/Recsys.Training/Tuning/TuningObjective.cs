using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tuning;

/// <summary>What settings are worth: ndcg of the whole pipeline, of a version trained, published and opened as ever.
/// </summary>
internal static class TuningObjective
{
    /// <exception cref="TrainingException">The data cannot be trained on with these settings.</exception>
    public static double Measure(
        InteractionTable train, InteractionTable test, TrainingOptions settings, TuningOptions options,
        CancellationToken cancellation)
    {
        var split = EvaluationSplit.Of(train, test, options.RepeatPurchases).Limit(options.MaxCustomers, options.Seed);
        if (split.Cases.Count == 0)
            throw new TrainingException("There is nothing to measure: no customer has a product to find.");
        using var repository = new TemporaryRepository();
        var version = repository.Publish(
            staged => ModelTrainer.Train(train, settings, staged, cancellation: cancellation));
        return Rank(version, split, options, cancellation);
    }

    private static double Rank(
        ModelVersion version, EvaluationSplit split, TuningOptions options, CancellationToken cancellation)
    {
        var products = new ProductColumns();
        foreach (var product in split.Train.Products) products.Upsert(product);
        using var holder = new SnapshotHolder();
        holder.Replace(SnapshotLoader.Load(version, products, new SnapshotOptions()));
        var pipeline = new RecommendationPipeline(
            holder, products, new ReplayedHistories(split.Train), TimeProvider.System);
        var ranker = new PipelineRanker("home", pipeline, split, options.CandidateCount);
        return RankingEvaluator.Evaluate(ranker, split, [options.Cutoff], cancellation: cancellation).Cutoffs[0].Ndcg;
    }
}
