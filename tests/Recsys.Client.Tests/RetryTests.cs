using Grpc.Core;
using Recsys.Client.Calls;
using Recsys.V1;

namespace Recsys.Client.Tests;

public sealed class RetryTests
{
    private static readonly RecommendForUserRequest Ask = new() { CustomerId = "17850" };

    [Fact]
    public async Task SafeCall_WhileUnavailable_IsRepeated()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));
        server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));

        var answer = await client.Recommendations.RecommendForUserAsync(Ask);

        Assert.Single(answer.Recommendations);
        Assert.Equal(3, server.Calls.Count);
    }

    [Fact]
    public async Task SafeCall_StillUnavailable_FailsAfterTheLastAttempt()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { MaxAttempts = 2 });
        for (int i = 0; i < 5; i++) server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(2, server.Calls.Count);
    }

    [Theory]
    [InlineData(StatusCode.Internal)]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.InvalidArgument)]
    public async Task SafeCall_FailingOtherwise_IsNotRepeated(StatusCode code)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(code, "no"));

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(code, error.StatusCode);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task UnsafeCall_WhileUnavailable_IsNotRepeated()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));

        await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Products.CreateProductAsync(new CreateProductRequest()));

        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task SafeCall_WithOneAttempt_IsNotRepeated()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { MaxAttempts = 1 });
        server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));

        await Assert.ThrowsAsync<RecsysException>(async () => await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Single(server.Calls);
    }

    [Fact]
    public void SafeCalls_AreThoseTheContractMarks()
    {
        string[] safe =
            [.. RetryRules.For(3)!.MethodConfigs[0].Names.Select(name => name.Method!).Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "ActivateModel", "BatchGetCustomers", "BatchGetProducts", "GetCustomer", "GetCustomerFeatures",
                "GetModel", "GetProduct", "GetProductFeatures", "ListCustomers", "ListModels", "ListProducts",
                "RecommendForUser", "SimilarProducts", "StartTraining", "WriteInteractions",
            ],
            safe);
    }
}
