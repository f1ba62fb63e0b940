using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Client.Calls;
using Recsys.Standard.Rpc;
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
    public void WaitAfter_ToldToWait_WaitsThatLong()
    {
        var asked = TimeSpan.FromMilliseconds(600);
        var error = Failure.Of(
            StatusCode.Unavailable, "starting", new RetryInfo { RetryDelay = Duration.FromTimeSpan(asked) });

        Assert.Equal(asked, RetryRules.WaitAfter(1, error, TimeSpan.FromSeconds(5)));
        Assert.Null(RetryRules.WaitAfter(1, error, asked));
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(2, 0.2)]
    [InlineData(4, 0.8)]
    public void WaitAfter_NotToldHowLong_DoublesWithJitter(int tries, double mostSeconds)
    {
        var wait = RetryRules.WaitAfter(tries, Failure.Of(StatusCode.Unavailable, "starting"), TimeSpan.MaxValue);

        Assert.InRange(wait!.Value.TotalSeconds, mostSeconds / 2, mostSeconds);
    }

    [Fact]
    public async Task SafeCall_ToldToWaitBeyondItsDeadline_FailsAtOnceWithWhatTheServerSaid()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(
            StatusCode.Unavailable, "starting",
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) }));

        var error = await Assert.ThrowsAsync<RecsysException>(async () =>
            await client.Recommendations.RecommendForUserAsync(Ask));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), error.RetryAfter);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task SafeCall_CancelledWhileItWaits_FailsWithCancelled()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new() { Timeout = TimeSpan.FromHours(1) });
        using var cancel = new CancellationTokenSource();
        server.Failures.Enqueue(Failure.Of(
            StatusCode.Unavailable, "starting",
            new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromMinutes(30)) }));
        var call = client.Recommendations.RecommendForUserAsync(Ask, cancellationToken: cancel.Token);

        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<RecsysException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task BlockingSafeCall_WhileUnavailable_IsRepeated()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address);
        server.Failures.Enqueue(Failure.Of(StatusCode.Unavailable, "starting"));

        Assert.Single(client.Recommendations.RecommendForUser(Ask).Recommendations);
        Assert.Equal(2, server.Calls.Count);
    }

    [Fact]
    public void SafeCalls_AreThoseTheContractMarks() => Assert.Equal(
        [
            "ActivateModel", "BatchGetCustomers", "BatchGetProducts", "CancelTraining", "GetCustomer",
            "GetCustomerFeatures", "GetHeldOutInteractions", "GetModel", "GetProduct", "GetProductFeatures",
            "GetServerStatus", "ListCustomers", "ListHeldOutCustomers", "ListModels", "ListProducts",
            "ListTrainingRuns", "RecommendForUser", "SimilarProducts", "StartTraining", "WriteInteractions",
        ],
        RetryRules.SafeMethods.Select(name => name[(name.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal));
}
