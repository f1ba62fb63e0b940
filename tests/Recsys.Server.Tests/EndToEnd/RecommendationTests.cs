using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>The composed server with a trained model: gRPC in, FASTER, FAISS and TorchScript inside.</summary>
[Collection(ShopCollection.Name)]
public sealed class RecommendationTests(TrainedShop shop)
{
    [Fact]
    public async Task RecommendForUser_KnownCustomer_AreOfTheirKindAndNotBought()
    {
        await using var test = await ServeAsync();
        var client = new RecommendationService.RecommendationServiceClient(test.Channel);
        var bought = await BoughtAsync(test, 3);
        var answer = await client.RecommendForUserAsync(new RecommendForUserRequest
        {
            CustomerId = SampleShop.CustomerId(3), PageSize = 10,
        });
        Assert.Equal(10, answer.Recommendations.Count);
        Assert.Equal(10, answer.Recommendations.Select(item => item.ProductId).Distinct().Count());
        Assert.All(answer.Recommendations, item => Assert.DoesNotContain(item.ProductId, bought));
        int ofTheirKind = answer.Recommendations.Count(item => SampleShop.CategoryOf(item.ProductId) is 3 or 4);
        Assert.True(ofTheirKind >= 7, $"Only {ofTheirKind} of 10 are of the kinds this customer keeps to.");
        Assert.Equal(shop.ModelVersion, answer.Provenance.ModelVersion);
        Assert.False(answer.Provenance.ColdStart);
        Assert.Empty(answer.Provenance.DegradedStages);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task RecommendForUser_UnknownCustomer_IsAColdStart()
    {
        await using var test = await ServeAsync();
        var answer = await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = "nobody", PageSize = 5 });
        Assert.Equal(5, answer.Recommendations.Count);
        Assert.True(answer.Provenance.ColdStart);
    }

    [Fact]
    public async Task RecommendForUser_SameSeed_SamePage()
    {
        await using var test = await ServeAsync();
        var client = new RecommendationService.RecommendationServiceClient(test.Channel);
        var request = new RecommendForUserRequest
        {
            CustomerId = SampleShop.CustomerId(5), PageSize = 8,
            Ordering = new OrderingOptions { Temperature = 1, Seed = 42 },
        };
        var first = await client.RecommendForUserAsync(request);
        var second = await client.RecommendForUserAsync(request);
        Assert.Equal(first.Recommendations, second.Recommendations);
        Assert.Equal(42, first.Provenance.Seed);
    }

    [Fact]
    public async Task SimilarProducts_KnownProduct_AreOthersOfItsKind()
    {
        await using var test = await ServeAsync();
        var answer = await new RecommendationService.RecommendationServiceClient(test.Channel).SimilarProductsAsync(
            new SimilarProductsRequest { ProductId = SampleShop.ProductId(13), PageSize = 6 });
        Assert.Equal(6, answer.Recommendations.Count);
        Assert.DoesNotContain(answer.Recommendations, item => item.ProductId == SampleShop.ProductId(13));
        Assert.False(answer.Provenance.ColdStart);
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task SimilarProducts_ProductCreatedAMomentAgo_AreLikeItsDescriptionAndAColdStart()
    {
        await using var test = await ServeAsync();
        var products = new ProductService.ProductServiceClient(test.Channel);
        var known = (await products.GetProductAsync(
            new GetProductRequest { ProductId = SampleShop.ProductId(13) })).Product;
        await products.CreateProductAsync(new CreateProductRequest
        {
            Product = new Product { Id = "new-1", Title = known.Title, Price = known.Price },
        });

        var answer = await new RecommendationService.RecommendationServiceClient(test.Channel).SimilarProductsAsync(
            new SimilarProductsRequest { ProductId = "new-1", PageSize = 6, IncludeReasons = true });

        Assert.True(answer.Provenance.ColdStart);
        Assert.Contains(answer.Recommendations[0].Reasons, reason => reason.Source == "content");
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task Health_ModelPublishedBeforeTheStart_IsServingAtOnce()
    {
        await using var test = await ServeAsync();
        var answer = await new Standard.Health.Health.HealthClient(test.Channel).CheckAsync(
            new() { Service = "recsys.v1.RecommendationService" });
        Assert.Equal(Standard.Health.HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    [Fact]
    public async Task RecommendForUser_FullView_TellsOfEveryStageAndCandidate()
    {
        await using var test = await ServeAsync();
        var answer = await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = SampleShop.CustomerId(2), View = RecommendationView.Full });
        Assert.NotEmpty(answer.Trace.Stages);
        Assert.True(answer.Trace.Candidates.Count >= answer.Recommendations.Count);
    }

    [Fact]
    public async Task RecommendForUser_WithoutModel_IsUnavailableWithRetry()
    {
        await using var test = await TestServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
                new RecommendForUserRequest { CustomerId = "c" }));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(ErrorReasons.ModelNotReady, ErrorDetails.ReasonOf(error));
        Assert.NotNull(ErrorDetails.Detail<Standard.Rpc.RetryInfo>(error).RetryDelay);
    }

    [Fact]
    public async Task Models_ReplacedUnderTraffic_NoCallFails()
    {
        await using var test = await ServeAsync();
        var client = new RecommendationService.RecommendationServiceClient(test.Channel);
        string second = Republish(test, _ => { });
        using var done = new CancellationTokenSource();
        var traffic = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var versions = new HashSet<string>();
            for (int i = 0; !done.IsCancellationRequested || i < 5; i++)
            {
                var answer = await client.RecommendForUserAsync(new RecommendForUserRequest
                {
                    CustomerId = SampleShop.CustomerId((i + worker) % SampleShop.Customers),
                });
                versions.Add(answer.Provenance.ModelVersion);
            }
            return versions;
        })).ToArray();
        for (int i = 0; i < 6; i++)
        {
            test.Repository.Activate(i % 2 == 0 ? second : shop.ModelVersion);
            await test.Model.RefreshAsync(default);
        }
        await done.CancelAsync();
        var seen = (await Task.WhenAll(traffic)).SelectMany(versions => versions).ToHashSet();
        Assert.Subset(new HashSet<string> { shop.ModelVersion, second }, seen);
        Assert.Empty(test.Errors);
    }

    [Theory]
    [InlineData("user_tower.pt")]
    [InlineData("ranker.pt")]
    [InlineData("items.faiss")]
    public async Task Model_TruncatedFile_IsRefusedAndTheLastGoodOneStays(string file)
    {
        await using var test = await ServeAsync();
        string second = Republish(test, _ => { });
        Truncate(Path.Combine(test.Repository.Root, second, file));
        Assert.False(await test.Model.RefreshAsync(default));
        Assert.Equal(shop.ModelVersion, test.Server.ModelVersion);
        Assert.Contains(test.Log, line => line.Text.Contains(file, StringComparison.Ordinal));
        await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = SampleShop.CustomerId(1) });
    }

    [Theory]
    [InlineData("user_tower.pt")]
    [InlineData("ranker.pt")]
    [InlineData("items.lists")]
    [InlineData("items.txt")]
    [InlineData("workflow.json")]
    public async Task Model_PublishedWithADamagedFile_IsRefusedAndTheLastGoodOneStays(string file)
    {
        await using var test = await ServeAsync();
        string second = Republish(test, folder => Truncate(Path.Combine(folder, file)));
        Assert.False(await test.Model.RefreshAsync(default));
        Assert.Equal(shop.ModelVersion, test.Server.ModelVersion);
        Assert.Contains(test.Log, line => line.Text.Contains($"{second} was refused", StringComparison.Ordinal));
        Assert.Empty(test.Errors);
    }

    /// <summary>
    /// Publishes the shop's version once more, with a change to its files before the checksums are taken.
    /// </summary>
    private string Republish(TestServer test, Action<string> change)
    {
        var first = test.Repository.Open(shop.ModelVersion);
        using var staged = test.Repository.Stage();
        foreach (var file in first.Manifest.Files) File.Copy(first.FilePath(file.Name), staged.FilePath(file.Name));
        change(staged.Path);
        return staged.Publish(first.Manifest).Name;
    }

    private static void Truncate(string path)
    {
        using var stream = File.OpenWrite(path);
        stream.SetLength(stream.Length / 2);
    }

    private Task<TestServer> ServeAsync() => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true, folder: shop.Copy());

    private static async Task<IReadOnlySet<string>> BoughtAsync(TestServer test, int customer)
    {
        var history = await test.Server.Store.Histories.ReadAsync(SampleShop.CustomerId(customer), default);
        return history!.PurchasedRows.Select(row => test.Server.Store.Products.Columns.IdOf(row)).ToHashSet();
    }
}
