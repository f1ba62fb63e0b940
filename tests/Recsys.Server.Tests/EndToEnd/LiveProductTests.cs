using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>Products written to a server that runs, and what its next answers make of them.</summary>
[Collection(ShopCollection.Name)]
public sealed class LiveProductTests(TrainedShop shop)
{
    // A change is taken in beside the requests; each of these calls takes longer than that does.
    private const int MostCalls = 2_000;

    [Fact]
    public async Task Create_ProductNobodyTrainedOn_IsFoundByItsVectorAndItsWordsAndScored()
    {
        await using var test = await ServeAsync();
        var products = new ProductService.ProductServiceClient(test.Channel);
        await products.CreateProductAsync(new CreateProductRequest { Product = Like(13, "fresh") });

        var found = await FirstAsync(test, SampleShop.ProductId(13), "fresh", Both);

        Assert.Empty(found.Provenance.DegradedStages);
        var home = await HomeAsync(test, SampleShop.CustomerId(1));
        Assert.Contains(
            home.Trace.Candidates, one => one.ProductId == "fresh" && one.Sources.Contains("two_tower"));
        Assert.All(home.Trace.Candidates, one => Assert.InRange(one.Score, 0, 1));
        var alike = await SimilarAsync(test, "fresh");
        Assert.Contains(alike.Recommendations, one => one.Reasons.Any(reason => reason.Source == "item_embedding"));
        Assert.Contains(alike.Recommendations, one => one.Reasons.Any(reason => reason.Source == "content"));
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Delete_AndOutOfStock_AreGoneFromTheNextAnswerAndBackAtOnce()
    {
        await using var test = await ServeAsync();
        var products = new ProductService.ProductServiceClient(test.Channel);
        string anchor = SampleShop.ProductId(13);
        string shown = (await SimilarAsync(test, anchor)).Recommendations[0].ProductId;

        await StockAsync(0);
        Assert.DoesNotContain(shown, IdsOf(await SimilarAsync(test, anchor)));
        await StockAsync(5);
        Assert.Equal(shown, IdsOf(await SimilarAsync(test, anchor))[0]);

        var record = (await products.GetProductAsync(new GetProductRequest { ProductId = shown })).Product;
        await products.DeleteProductAsync(new DeleteProductRequest { ProductId = shown });
        Assert.DoesNotContain(shown, IdsOf(await SimilarAsync(test, anchor)));
        await products.CreateProductAsync(new CreateProductRequest { Product = record });
        await FirstAsync(test, anchor, shown, Both);

        async Task StockAsync(int count) => await products.UpdateProductAsync(new UpdateProductRequest
        {
            Product = new Product { Id = shown, StockCount = count },
            UpdateMask = new() { Paths = { "stock_count" } },
        });
    }

    [Fact]
    public async Task Create_ThenDelete_IsGoneFromTheNextAnswer()
    {
        await using var test = await ServeAsync();
        var products = new ProductService.ProductServiceClient(test.Channel);
        await products.CreateProductAsync(new CreateProductRequest { Product = Like(13, "fresh") });
        await FirstAsync(test, SampleShop.ProductId(13), "fresh", Both);

        await products.DeleteProductAsync(new DeleteProductRequest { ProductId = "fresh" });

        Assert.DoesNotContain("fresh", IdsOf(await SimilarAsync(test, SampleShop.ProductId(13))));
        var home = await HomeAsync(test, SampleShop.CustomerId(1));
        Assert.DoesNotContain("fresh", home.Recommendations.Select(one => one.ProductId));
    }

    [Fact]
    public async Task Import_WholeCatalogueUnderTraffic_AllAreTakenInAndNoCallFails()
    {
        await using var test = await ServeAsync();
        using var done = new CancellationTokenSource();
        var traffic = Task.Run(async () =>
        {
            int calls = 0;
            for (; !done.IsCancellationRequested || calls == 0; calls++)
                Assert.Equal(10, (await HomeAsync(test, SampleShop.CustomerId(calls % 80))).Recommendations.Count);
            return calls;
        });
        using var call = new ProductService.ProductServiceClient(test.Channel).ImportProducts();
        for (int message = 0; message < 10; message++)
        {
            var part = new ImportProductsRequest();
            for (int i = 0; i < 1_000; i++) part.Products.Add(Like(i % SampleShop.Products, $"n{message}-{i}"));
            await call.RequestStream.WriteAsync(part);
        }
        await call.RequestStream.CompleteAsync();
        Assert.Equal(10_000, (await call).CreatedCount);

        // The last one imported as the anchor: its vector is there.
        for (int i = 0; ; i++)
        {
            var alike = await SimilarAsync(test, "n9-999");
            if (alike.Recommendations.Any(one => one.Reasons.Any(reason => reason.Source == "item_embedding"))) break;
            Assert.True(i < MostCalls, "The last product was not taken in.");
        }
        await done.CancelAsync();
        Assert.True(await traffic > 0);
        Assert.Empty(test.Errors);
    }

    private static bool Both(Recommendation one) =>
        one.Reasons.Any(reason => reason.Source == "item_embedding")
        && one.Reasons.Any(reason => reason.Source == "content");

    private static Product Like(int product, string id) => new()
    {
        Id = id, Title = $"THING {product} OF KIND {product % SampleShop.Categories}",
        Categories = { $"kind {product % SampleShop.Categories}" }, Price = 1 + (product % 10),
    };

    private static async Task<SimilarProductsResponse> FirstAsync(
        TestServer test, string anchor, string expected, Func<Recommendation, bool> holds)
    {
        for (int i = 0; i < MostCalls; i++)
        {
            var answer = await SimilarAsync(test, anchor);
            if (answer.Recommendations.Any(one => one.ProductId == expected && holds(one))) return answer;
        }
        throw new InvalidOperationException($"{expected} was not found.");
    }

    private static string[] IdsOf(SimilarProductsResponse answer) =>
        [.. answer.Recommendations.Select(one => one.ProductId)];

    private static async Task<SimilarProductsResponse> SimilarAsync(TestServer test, string anchor) =>
        await new RecommendationService.RecommendationServiceClient(test.Channel).SimilarProductsAsync(
            new SimilarProductsRequest { ProductId = anchor, PageSize = 100, IncludeReasons = true });

    private static async Task<RecommendForUserResponse> HomeAsync(TestServer test, string customer) =>
        await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = customer, View = RecommendationView.Full });

    private Task<TestServer> ServeAsync() => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true, folder: shop.Copy());
}
