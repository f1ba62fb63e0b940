using Recsys.Client;
using Recsys.Server;
using Recsys.V1;

namespace Recsys.Synthetic.Tests;

/// <summary>A shop that was made is served as any other and gives sensible answers.</summary>
public sealed class ServedShopTests(TemporaryShop made) : IClassFixture<TemporaryShop>, IAsyncLifetime
{
    private RecsysServer _server = null!;
    private RecsysClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await RecsysServer.BuildAsync(new ServerOptions
        {
            Address = new Uri("http://127.0.0.1:0"),
            DataDirectory = made.Shop.DataFolder,
            ModelsDirectory = made.Shop.ModelsFolder,
            StoreMemoryBytes = 64 << 20,
        });
        await _server.StartAsync();
        _client = RecsysClient.Connect(_server.Address.ToString());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task RecommendForUser_EverySourceOfACustomerBringsCandidates_AndScoresSpread()
    {
        var answer = await AskAsync("c0000003", 100);

        Assert.Equal(100, answer.Recommendations.Count);
        Assert.Empty(answer.Provenance.DegradedStages);
        Assert.False(answer.Provenance.ColdStart);
        foreach (string source in (string[])["ease", "two_tower", "recent", "popular"])
            Assert.True(
                answer.Trace.Sources.Single(found => found.Name == source).FoundCount > 0, $"{source} found nothing.");
        // The two towers name what the others leave, so the fallback has nothing to do.
        Assert.Equal(0, answer.Trace.Sources.Single(found => found.Name == "content").FoundCount);
        double[] scores = [.. answer.Recommendations.Select(item => (double)item.Score)];
        Assert.All(scores, score => Assert.InRange(score, 1e-6, 1 - 1e-6));
        Assert.True(scores.Max() - scores.Min() > 0.05, $"Scores lie from {scores.Min()} to {scores.Max()}.");
    }

    [Fact]
    public async Task RecommendForUser_TwoTower_FindsTheClustersThatTheCustomerLikes()
    {
        var space = new ProductSpace(TemporaryShop.Small);
        var histories = new HistoryLaw(TemporaryShop.Small, space);
        double share = 0;
        const int Customers = 20;
        for (int customer = 0; customer < Customers; customer++)
        {
            var events = new DrawnEvent[histories.CountOf(customer)];
            histories.Fill(customer, events);
            var liked = events.Select(what => space.ClusterOf(what.Product)).ToHashSet();
            var answer = await AskAsync(Names.Customer(customer), 20);
            var found = answer.Trace.Candidates.Where(candidate => candidate.Sources.Contains("two_tower")).ToArray();
            share += (double)found.Count(candidate => liked.Contains(space.ClusterOf(Number(candidate.ProductId))))
                / found.Length / Customers;
        }
        Assert.True(share > 0.5, $"Only {share:P0} of what the towers find is of the clusters that customers like.");
    }

    [Fact]
    public async Task SimilarProducts_AreOfTheSameCluster()
    {
        var space = new ProductSpace(TemporaryShop.Small);
        var answer = await _client.Recommendations.SimilarProductsAsync(
            new SimilarProductsRequest { ProductId = "p0000010", PageSize = 8 });

        Assert.Equal(8, answer.Recommendations.Count);
        int same = answer.Recommendations.Count(
            item => space.ClusterOf(Number(item.ProductId)) == space.ClusterOf(Number("p0000010")));
        Assert.True(same >= 6, $"Only {same} of 8.");
    }

    [Fact]
    public async Task RecommendForUser_OneCategory_BringsNoOther()
    {
        var space = new ProductSpace(TemporaryShop.Small);
        var answer = await _client.Recommendations.RecommendForUserAsync(new RecommendForUserRequest
        {
            CustomerId = "c0000005",
            PageSize = 10,
            Filter = new ProductFilter { Categories = { ProductLaw.CategoryName(1) } },
        });

        Assert.NotEmpty(answer.Recommendations);
        Assert.All(answer.Recommendations, item => Assert.Equal(1, space.CategoryOf(Number(item.ProductId))));
    }

    private async Task<RecommendForUserResponse> AskAsync(string customer, int pageSize) =>
        await _client.Recommendations.RecommendForUserAsync(new RecommendForUserRequest
        {
            CustomerId = customer, PageSize = pageSize, View = RecommendationView.Full,
        });

    private static int Number(string productId) => int.Parse(productId.AsSpan(1)) - 1;
}
