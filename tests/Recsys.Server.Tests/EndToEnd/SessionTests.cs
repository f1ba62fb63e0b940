using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>What was just looked at, and what the next answer makes of it.</summary>
[Collection(ShopCollection.Name)]
public sealed class SessionTests(TrainedShop shop)
{
    [Fact]
    public async Task View_WrittenForAnAnonymousSession_MovesTheNextAnswerToItsNeighbours()
    {
        await using var test = await ServeAsync();
        string viewed = SampleShop.ProductId(13);
        var before = await AskAsync(test, new RecommendForUserRequest { SessionId = "visit" });
        Assert.DoesNotContain(before.Recommendations, FromTheSession);
        Assert.True(before.Provenance.ColdStart);

        await ViewAsync(test, "visit", viewed);
        var after = await AskAsync(test, new RecommendForUserRequest { SessionId = "visit" });

        Assert.NotEqual(Ids(before), Ids(after));
        var neighbours = Ids(await new RecommendationService.RecommendationServiceClient(test.Channel)
            .SimilarProductsAsync(new() { ProductId = viewed, PageSize = 20 }));
        var fromTheSession = after.Recommendations.Where(FromTheSession).Select(one => one.ProductId).ToList();
        Assert.NotEmpty(fromTheSession.Intersect(neighbours));
        Assert.True(
            after.Recommendations.Take(5).Count(one => SampleShop.CategoryOf(one.ProductId) == 13 % 6) >= 3);
        Assert.Equal(1, after.Trace.Sources.Count(source => source.Name == "session" && source.FoundCount > 0));
        // Another visit knows nothing of it.
        Assert.Equal(Ids(before), Ids(await AskAsync(test, new RecommendForUserRequest { SessionId = "other" })));
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task View_SentAlongForACustomer_BringsItsNeighbours()
    {
        await using var test = await ServeAsync();
        // This customer keeps to kinds 0 and 1.
        var request = new RecommendForUserRequest { CustomerId = SampleShop.CustomerId(6) };
        var before = await AskAsync(test, request);
        request.RecentEvents.Add(new RecentEvent { ProductId = SampleShop.ProductId(16), Type = InteractionType.View });

        var after = await AskAsync(test, request);

        Assert.DoesNotContain(before.Recommendations, FromTheSession);
        Assert.DoesNotContain(before.Trace.Sources, source => source.Name == "session" && source.RequestedCount > 0);
        Assert.Contains(
            after.Trace.Candidates,
            one => one.Sources.Contains("session") && SampleShop.CategoryOf(one.ProductId) == 16 % 6);
        Assert.NotEqual(Ids(before), Ids(after));
    }

    [Fact]
    public async Task View_OfAProductMadeAMomentAgo_BringsNeighboursOnceItHasAVector()
    {
        await using var test = await ServeAsync();
        await new ProductService.ProductServiceClient(test.Channel).CreateProductAsync(new CreateProductRequest
        {
            Product = new Product { Id = "fresh", Title = "THING 1 OF KIND 1", Categories = { "kind 1" }, Price = 2 },
        });
        await ViewAsync(test, "visit", "fresh");

        for (int i = 0; i < 2_000; i++)
        {
            var answer = await AskAsync(test, new RecommendForUserRequest { SessionId = "visit" });
            if (answer.Trace.Candidates.Any(one => one.Sources.Contains("session"))) return;
        }
        Assert.Fail("Nothing was brought by the session.");
    }

    private static bool FromTheSession(Recommendation one) => one.Reasons.Any(reason => reason.Source == "session");

    private static string[] Ids(RecommendForUserResponse answer) =>
        [.. answer.Recommendations.Select(one => one.ProductId)];

    private static string[] Ids(SimilarProductsResponse answer) =>
        [.. answer.Recommendations.Select(one => one.ProductId)];

    private static async Task<RecommendForUserResponse> AskAsync(TestServer test, RecommendForUserRequest request)
    {
        request.PageSize = 20;
        request.View = RecommendationView.Full;
        return await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(request);
    }

    private static async Task ViewAsync(TestServer test, string session, string product)
    {
        var answer = await new InteractionService.InteractionServiceClient(test.Channel).WriteInteractionsAsync(new()
        {
            Interactions =
            {
                new Interaction { Id = "v1", SessionId = session, ProductId = product, Type = InteractionType.View },
            },
        });
        Assert.Equal(1, answer.AcceptedCount);
    }

    private Task<TestServer> ServeAsync() => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true, folder: shop.Copy());
}
