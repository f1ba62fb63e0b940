using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed class SimilarProductsTests
{
    [Fact]
    public async Task Answer_NeverHoldsTheProductItself()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.SimilarProductsAsync(
            new() { ProductId = "p9", IncludeProducts = true });

        Assert.Equal(
            ["p8", "p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0"],
            answer.Recommendations.Select(item => item.ProductId));
        Assert.Equal("Product 8", answer.Recommendations[0].Product.Title);
        Assert.Equal("similar", answer.Provenance.Pipeline);
        Assert.NotEqual("", answer.AttributionToken);
    }

    [Fact]
    public async Task UnknownProduct_IsNotFound()
    {
        await using var shop = await Shop.OpenAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await shop.Recommendations.SimilarProductsAsync(new() { ProductId = "nothing" }));

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound), (error.StatusCode, ErrorDetails.ReasonOf(error)));
        Assert.Equal("nothing", ErrorDetails.Detail<Standard.Rpc.ErrorInfo>(error).Metadata["product_id"]);
    }

    [Fact]
    public async Task DeletedProduct_IsNotFound()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Products.DeleteProductAsync(new() { ProductId = "p1" });

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Recommendations.SimilarProductsAsync(new() { ProductId = "p1" })));
    }

    [Fact]
    public async Task WrongFields_AreNamedAtOnce()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(
            ["product_id", "page_size"],
            await Shop.WrongFieldsOf(shop.Recommendations.SimilarProductsAsync(new() { PageSize = -1 })));
    }

    [Fact]
    public async Task FullView_CarriesTheTrace()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.Recommendations.SimilarProductsAsync(
            new() { ProductId = "p9", View = RecommendationView.Full });

        Assert.Equal(
            CandidateFate.Excluded, answer.Trace.Candidates.Single(candidate => candidate.ProductId == "p9").Fate);
    }
}
