using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Incremental;

public sealed class IncrementServingTests(GrowingShop shop) : IClassFixture<GrowingShop>
{
    [Fact]
    public async Task Serve_NewCustomerAndProducts_AreServedLikeOthers()
    {
        var table = shop.Until(190);
        var version = IncrementalTrainerTests.Train(shop.Repository(), table, shop.Full);
        var products = new ProductColumns();
        foreach (var product in table.Products) products.Upsert(product);
        var histories = new ReplayedHistories(table);
        using var holder = new SnapshotHolder();
        holder.Replace(SnapshotLoader.Load(version, products, new SnapshotOptions()));
        var pipeline = new RecommendationPipeline(holder, products, histories, TimeProvider.System);
        string[] known = File.ReadAllLines(shop.Full.FilePath(ModelArtifacts.Items));

        int fresh = 0;
        for (int user = 66; user < 78; user++)
        {
            var result = await pipeline.ExecuteAsync(
                new RecommendationRequest
                {
                    CustomerId = $"u{user}", CandidateCount = 50, NowMs = table.TimesMs[^1] + 1,
                },
                CancellationToken.None);
            Assert.Empty(result.Degraded);
            Assert.Equal(version.Name, result.ModelVersion);
            Assert.NotEmpty(result.Products);
            fresh += result.Products.Take(10).Count(one => !known.Contains(products.IdOf(one.Row)));
        }
        // One in ten products is new, and what came last is bought most.
        Assert.InRange(fresh, 6, 120);
    }
}
