using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Rpc;
using Recsys.V1;
using StatusCode = Grpc.Core.StatusCode;

namespace Recsys.Server.Tests.EndToEnd;

/// <summary>Requests that are wrong, over the wire: each is told what is wrong, and the server goes on.</summary>
[Collection(ShopCollection.Name)]
public sealed class BadRequestTests(TrainedShop shop)
{
    private const string Service = "recsys.v1.RecommendationService";

    public static TheoryData<string, RecommendForUserRequest> Wrong => new()
    {
        { "page_size", new() { CustomerId = "C001", PageSize = -1 } },
        { "page_size", new() { CustomerId = "C001", PageSize = 1_000_000_000 } },
        { "candidate_count", new() { CustomerId = "C001", CandidateCount = 10_001 } },
        { "customer_id", new() { CustomerId = new string('x', 129) } },
        { "customer_id", new() { CustomerId = "line\nbreak" } },
        { "customer_id", new() { CustomerId = "\uFFFD" } },
        { "customer_id", new() },
        { "ordering.temperature", new() { CustomerId = "C001", Ordering = new() { Temperature = float.NaN } } },
        { "ordering.diversity", new() { CustomerId = "C1", Ordering = new() { Diversity = float.PositiveInfinity } } },
        { "filter.min_price", new() { CustomerId = "C001", Filter = new() { MinPrice = double.NaN } } },
        { "exclude_product_ids", new() { CustomerId = "C001", ExcludeProductIds = { Enumerable.Repeat("x", 1001) } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task RecommendForUser_WrongField_IsNamed(string field, RecommendForUserRequest request)
    {
        await using var test = await ServeAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(ErrorReasons.InvalidFields, ErrorDetails.ReasonOf(error));
        Assert.Contains(ErrorDetails.Detail<BadRequest>(error).FieldViolations, violation =>
            violation.Field.StartsWith(field, StringComparison.Ordinal));
        Assert.Empty(test.Errors);
    }

    [Fact]
    public async Task RecommendForUser_PageSizeZero_TakesTheDefault()
    {
        await using var test = await ServeAsync();
        var answer = await new RecommendationService.RecommendationServiceClient(test.Channel).RecommendForUserAsync(
            new RecommendForUserRequest { CustomerId = "C001", PageSize = 0 });
        Assert.Equal(10, answer.Recommendations.Count);
    }

    [Fact]
    public async Task RecommendForUser_IdThatIsNotUtf8_IsNamed()
    {
        await using var test = await ServeAsync();
        // Field 1, length 2, then a lead byte without its continuation.
        var error = await Assert.ThrowsAsync<RpcException>(() =>
            RawCall.UnaryAsync(test.Channel, Service, "RecommendForUser", [10, 2, 0xC3, 0x28]));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal("customer_id", Assert.Single(ErrorDetails.Detail<BadRequest>(error).FieldViolations).Field);
    }

    [Fact]
    public async Task RecommendForUser_DeadlineOfOneMillisecond_LeavesTheServerWell()
    {
        await using var test = await ServeAsync();
        var client = new RecommendationService.RecommendationServiceClient(test.Channel);
        for (int i = 0; i < 50; i++)
        {
            try
            {
                await client.RecommendForUserAsync(
                    new RecommendForUserRequest { CustomerId = "C001", CandidateCount = 10_000, PageSize = 100 },
                    deadline: DateTime.UtcNow.AddMilliseconds(1));
            }
            catch (RpcException error)
            {
                // A fast server may make it; one that does not says why.
                Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
            }
        }
        await client.RecommendForUserAsync(new RecommendForUserRequest { CustomerId = "C001" });
        Assert.Empty(test.Errors);
    }

    private Task<TestServer> ServeAsync() => TestServer.StartAsync(
        options => options with { ModelPollInterval = TimeSpan.FromHours(1) }, realModels: true, folder: shop.Copy());
}
