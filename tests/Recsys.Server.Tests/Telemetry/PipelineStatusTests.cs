using Recsys.Server.Tests.EndToEnd;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Telemetry;

[Collection(TelemetryAlone.Name)]
public sealed class PipelineStatusTests(TrainedShop shop)
{
    [Fact(Timeout = 60_000)]
    public async Task Get_AfterRecommendations_TellsOfStagesAndSources()
    {
        await using var test = await TestServer.StartAsync(folder: shop.Copy(), realModels: true);
        var recommendations = new RecommendationService.RecommendationServiceClient(test.Channel);
        for (int i = 0; i < 5; i++)
            await recommendations.RecommendForUserAsync(new() { CustomerId = SampleShop.CustomerId(i) });

        var status = await StatusOf(test);

        var home = Assert.Single(status.Pipelines);
        Assert.Equal(("home", 5), (home.Pipeline, home.Latency.Count));
        Assert.True(home.RequestsPerSecond > 0);
        Assert.Equal(
            [Stage.Hydrate, Stage.Retrieve, Stage.Filter, Stage.Score, Stage.Order],
            home.Stages.Select(stage => stage.Stage));
        Assert.All(home.Stages, stage => Assert.Equal(5, stage.Latency.Count));
        Assert.True(home.Stages.Sum(stage => stage.Latency.MaxMs) < home.Latency.MaxMs * 5);
        var towers = Assert.Single(home.Sources, source => source.Source == "two_tower");
        Assert.Equal(5, towers.Latency.Count);
        Assert.True(towers.MeanCandidates > 1);
        Assert.Equal((0, 0L), (home.DegradationsPerSecond, home.TotalDegradations));
        Assert.True(status.LiveModel.IndexedProductCount > 10);
        Assert.Equal(0, status.LiveModel.UnmergedProductCount);
        // The first search is sampled, beside the request; an index this small is searched whole.
        while (!status.LiveModel.HasIndexRecall) status = await StatusOf(test);
        Assert.Equal(1, status.LiveModel.IndexRecall);
        // Two hundredths below what the version was measured for.
        Assert.Equal(0.97, status.LiveModel.IndexRecallAlarm, 1e-9);
    }

    [Fact]
    public async Task Get_AfterWrites_TellsOfCommitsAndCheckpoints()
    {
        await using var test = await TestServer.StartAsync(folder: shop.Copy(), realModels: true);
        var before = await StatusOf(test);
        Assert.Null(before.Journal.CheckpointTime);

        await new ProductService.ProductServiceClient(test.Channel).CreateProductAsync(
            new() { Product = new Product { Id = "new", Title = "New" } });
        await test.Server.Store.CheckpointAsync();

        var status = await StatusOf(test);
        Assert.Equal(1, status.Journal.Commit.Count);
        Assert.True(status.Journal.Commit.MaxMs > 0);
        Assert.True(status.Journal.CheckpointMs > 0);
        Assert.True(status.Journal.CheckpointTime >= status.StartTime);
        Assert.True(status.Journal.BytesPerSecond > 0);
        Assert.Equal(0, status.Journal.TotalFailures);
    }

    private static async Task<ServerStatus> StatusOf(TestServer test) =>
        (await new OperationsService.OperationsServiceClient(test.Channel).GetServerStatusAsync(new())).Status;
}
