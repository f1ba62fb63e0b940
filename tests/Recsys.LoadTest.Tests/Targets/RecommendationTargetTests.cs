using Recsys.Client;
using Recsys.LoadTest.Targets;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

public class RecommendationTargetTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Send_Answered_IsOkAndAsksForWhatItWasTold()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var target = new RecommendationTarget(client.Recommendations, Deadline);

        var reply = await target.SendAsync(new LoadRequest("c1", 200, 20, WithStages: false), CancellationToken.None);

        Assert.Equal(new LoadReply(LoadReply.Ok), reply);
        var received = Assert.Single(server.Recommendations.Received);
        Assert.Equal(("c1", 200, 20), (received.CustomerId, received.CandidateCount, received.PageSize));
        Assert.Equal(RecommendationView.Basic, received.View);
    }

    [Fact]
    public async Task Send_WithStages_TellsTheServersTimes()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var target = new RecommendationTarget(client.Recommendations, Deadline);

        var reply = await target.SendAsync(new LoadRequest("c1", 200, 20, WithStages: true), CancellationToken.None);

        Assert.Equal(
            [new StageTime("retrieve", 10_000), new StageTime("score", 30_000), new StageTime("pipeline", 40_000)],
            reply.Stages!);
    }

    [Theory]
    [InlineData("NotFound", "NOT_FOUND")]
    [InlineData("ResourceExhausted", "RESOURCE_EXHAUSTED")]
    [InlineData("Unavailable", "UNAVAILABLE")]
    public async Task Send_Failed_NamesTheStatus(string customer, string status)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var target = new RecommendationTarget(client.Recommendations, Deadline);

        var reply = await target.SendAsync(new LoadRequest(customer, 200, 20, false), CancellationToken.None);

        Assert.Equal(status, reply.Status);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsDeadlineExceeded()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var target = new RecommendationTarget(client.Recommendations, TimeSpan.FromMilliseconds(50));

        var reply = await target.SendAsync(new LoadRequest("hangs", 200, 20, false), CancellationToken.None);

        Assert.Equal(LoadReply.DeadlineExceeded, reply.Status);
    }

    [Fact]
    public async Task Send_TestEnds_ThrowsCancelled()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var target = new RecommendationTarget(client.Recommendations, Deadline);
        using var cancellation = new CancellationTokenSource();

        var send = target.SendAsync(new LoadRequest("hangs", 200, 20, false), cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
    }

    [Theory]
    [InlineData(10_000, 2_500)]
    [InlineData(1_200, 1_200)]
    public async Task Customers_OfManyPages_AreReadUpToTheBound(int most, int expected)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);

        var ids = await CustomerList.ReadAsync(client.Customers, most, CancellationToken.None);

        Assert.Equal(expected, ids.Distinct().Count());
        Assert.Equal("c0", ids[0]);
    }

    [Fact]
    public async Task Run_AgainstARealServer_CountsEveryAnswer()
    {
        await using var server = await TestServer.StartAsync();
        using var client = Connect(server.Address);
        var options = new LoadTestOptions
        {
            CustomerIds = ["a", "b", "NotFound"], ZipfExponent = 0, Concurrency = 8, Requests = 600,
            CandidateCounts = [100, 500], WarmUpRequests = 50, StageSamples = 5,
        };
        var run = new LoadTestRun(
            options, new RecommendationTarget(client.Recommendations, Deadline), new StopwatchClock());

        var report = await run.ExecuteAsync(server.Address, DateTimeOffset.UnixEpoch, null, CancellationToken.None);

        Assert.Equal(2 * (600 + 50 + 5), server.Recommendations.Received.Count);
        foreach (var step in report.Steps)
        {
            Assert.Equal(600, step.Latency.Count + step.Failures["NOT_FOUND"]);
            // A third of the customers is refused.
            Assert.InRange(step.Failures["NOT_FOUND"], 140, 260);
            Assert.Equal(["retrieve", "score", "pipeline"], step.Stages.Select(stage => stage.Stage));
        }
    }

    private static RecsysClient Connect(string address) =>
        RecsysClient.Connect(address, new RecsysClientOptions { MaxAttempts = 1 });
}
