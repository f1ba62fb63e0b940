using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.OddData;

/// <summary>
/// What is hardly data is trained on all the same, and the model serves it; where there is nothing to measure,
/// evaluation says so.
/// </summary>
public sealed class OddDataTests
{
    [Theory]
    [InlineData("one customer")]
    [InlineData("one product")]
    [InlineData("one interaction")]
    [InlineData("all the same")]
    [InlineData("a product in every basket")]
    [InlineData("no times")]
    [InlineData("the future")]
    [InlineData("some in the future")]
    [InlineData("some without times")]
    [InlineData("one moment")]
    [InlineData("many customers once")]
    public async Task Train_OddShop_GivesAVersionThatServes(string shop)
    {
        var table = OddShops.Of(shop);
        using var repository = new TemporaryRepository();
        var version = repository.Publish(staged => ModelTrainer.Train(table, SyntheticShop.Options, staged));
        Assert.All(version.Manifest.Metrics, metric => Assert.True(double.IsFinite(metric.Value), metric.Key));

        var products = new ProductColumns();
        foreach (var product in table.Products) products.Upsert(product);
        using var holder = new SnapshotHolder();
        holder.Replace(SnapshotLoader.Load(version, products, new SnapshotOptions()));
        var pipeline = new RecommendationPipeline(
            holder, products, new ReplayedHistories(table), TimeProvider.System);
        // Someone of the data, someone nobody knows, and each of them now and right after the data ends.
        foreach (string customer in new[] { table.UserIds[0], table.UserIds[^1], "a stranger" })
            foreach (long nowMs in new[] { table.TimesMs[^1] + 1, 1_800_000_000_000 })
            {
                var result = await pipeline.ExecuteAsync(
                    new RecommendationRequest
                    {
                        CustomerId = customer, NowMs = nowMs, PageSize = 10, ExcludePurchased = false,
                    },
                    default);

                Assert.Equal(RecommendationOutcome.Completed, result.Outcome);
                Assert.Empty(result.Degraded);
                Assert.NotEmpty(result.Products);
                Assert.All(result.Products, product => Assert.True(float.IsFinite(product.Score)));
            }
    }

    [Theory]
    [InlineData("one customer")]
    [InlineData("a product in every basket")]
    [InlineData("no times")]
    [InlineData("the future")]
    [InlineData("some in the future")]
    [InlineData("one moment")]
    public void Evaluate_OddShopWithSomethingToFind_MeasuresIt(string shop)
    {
        var table = OddShops.Of(shop);

        var report = Evaluate(EvaluationSet.HoldOut(table, 0.2, seed: 4));

        Assert.InRange(report.Customers, 1, table.UserCount);
        var pipeline = report.Rankers.Single(ranker => ranker.Kind == "pipeline");
        Assert.All(pipeline.Cutoffs, at =>
        {
            Assert.InRange(at.Recall, 0, 1);
            Assert.InRange(at.Ndcg, 0, 1);
            Assert.InRange(at.Coverage, double.Epsilon, 1);
        });
    }

    [Theory]
    [InlineData("one interaction", "too few interactions to hold 20")]
    [InlineData("many customers once", "customers and 0 of products that training does not know")]
    public void Evaluate_OddShopWithNothingToFind_SaysWhy(string shop, string why)
    {
        var table = OddShops.Of(shop);

        var refused = Assert.Throws<TrainingException>(() => Evaluate(EvaluationSet.HoldOut(table, 0.2, seed: 4)));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one interaction")]
    [InlineData("many customers once")]
    public void LeaveLast_NobodyHasTwo_SaysSo(string shop)
    {
        var refused = Assert.Throws<TrainingException>(
            () => EvaluationSet.LeaveLast(OddShops.Of(shop), validation: false));

        Assert.Contains("no customer has more than 1 interaction", refused.Message, StringComparison.Ordinal);
    }

    private static EvaluationReport Evaluate(EvaluationSet set) => OfflineEvaluation.Run(set, new EvaluationOptions
    {
        Cutoffs = [5], RepeatPurchases = true, Training = SyntheticShop.Options,
    });
}
