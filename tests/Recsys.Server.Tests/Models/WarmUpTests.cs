using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Server.Tests.EndToEnd;
using Recsys.Server.Tests.Telemetry;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Health;
using Recsys.V1;

namespace Recsys.Server.Tests.Models;

[Collection(TelemetryAlone.Name)]
public sealed class WarmUpTests(TrainedShop trained)
{
    [Fact]
    public async Task NewVersion_IsRehearsedBeforeItIsLiveAndCountsNowhere()
    {
        var source = new WatchingSource();
        await using var shop = await Shop.OpenAsync(
            source: source, options: options => options with { ModelPollInterval = TimeSpan.FromHours(1) });
        string first = shop.Server.Server.ModelVersion!;
        source.Asked = () => shop.Server.Server.ModelVersion;

        string second = shop.Server.Publish();
        Assert.True(await shop.Server.Model.RefreshAsync(default));

        Assert.Equal(second, shop.Server.Server.ModelVersion);
        Assert.NotEmpty(source.LiveThen);
        Assert.All(source.LiveThen, version => Assert.Equal(first, version));
        var status = (await shop.Operations.GetServerStatusAsync(new())).Status;
        Assert.Empty(status.Pipelines);
        Assert.Empty(shop.Server.Errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0123456789abcdef")]
    public async Task Start_WithAModel_WarmsTheWayOfACallUpAndCountsNothingOfIt(string? key)
    {
        await using var test = await TestServer.StartAsync(
            options => options with
            {
                ModelPollInterval = TimeSpan.FromHours(1), WarmUpTime = TimeSpan.FromSeconds(0.2), ApiKey = key,
            },
            realModels: true, folder: trained.Copy());
        Grpc.Core.Metadata headers = key is null ? [] : new() { { "x-api-key", key } };

        var health = await new Standard.Health.Health.HealthClient(test.Channel).CheckAsync(
            new() { Service = "recsys.v1.RecommendationService" });
        var operations = new OperationsService.OperationsServiceClient(test.Channel);
        var before = (await operations.GetServerStatusAsync(new(), headers)).Status;
        await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new() { CustomerId = SampleShop.CustomerId(1) }, headers);
        var after = (await operations.GetServerStatusAsync(new(), headers)).Status;

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.DoesNotContain(before.Methods, method => method.Method.Contains("RecommendationService"));
        Assert.Empty(before.Pipelines);
        Assert.Equal(1, after.Methods.Single(method => method.Method.Contains("RecommendForUser")).TotalCalls);
        Assert.Equal(1, Assert.Single(after.Pipelines).Latency.Count);
        Assert.Empty(test.Errors);
        Assert.DoesNotContain(test.Log, line => line.Text.Contains("warmed up", StringComparison.Ordinal));
    }

    /// <summary>Finds every product and notes what was live when it was asked.</summary>
    private sealed class WatchingSource : ICandidateSource
    {
        private readonly EveryProduct _products = new();

        public Func<string?> Asked { get; set; } = () => null;

        public List<string?> LiveThen { get; } = [];

        public string Name => _products.Name;

        public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
        {
            if (Asked() is { } live) LiveThen.Add(live);
            return _products.Retrieve(context, rows, scores);
        }
    }
}
