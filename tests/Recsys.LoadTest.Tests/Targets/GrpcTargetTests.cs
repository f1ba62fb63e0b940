using Recsys.Client;
using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

public class GrpcTargetTests
{
    private static readonly LoadTestOptions Options = new()
    {
        Customers = IdList.Of(["a", "b", "c1"]), Products = IdList.Of(["p1", "p2"]), Requests = 300, WarmUpRequests = 5,
        CandidateCounts = [200], PageSizes = [20], Concurrency = 4,
    };

    [Fact]
    public async Task Run_Recommend_AsksForWhatItWasTold()
    {
        await using var server = await TestServer.StartAsync();

        var report = await RunAsync(server, Options with { TimingEvery = 0 });

        Assert.Empty(report.Steps[0].Failures);
        Assert.Equal(305, server.Recommendations.Received.Count);
        Assert.All(server.Recommendations.Received, request =>
        {
            Assert.Equal((200, 20), (request.CandidateCount, request.PageSize));
            Assert.Contains(request.CustomerId, new[] { "a", "b", "c1" });
            Assert.Equal(RecommendationView.Basic, request.View);
        });
        Assert.Empty(report.Steps[0].Stages);
    }

    [Fact]
    public async Task Run_WithTiming_TellsTheServersTimes()
    {
        await using var server = await TestServer.StartAsync();

        var step = (await RunAsync(server, Options with { TimingEvery = 3 })).Steps[0];

        Assert.Equal(["retrieve", "score", "total"], step.Stages.Select(stage => stage.Stage));
        Assert.Equal(100, step.TimedAnswers);
        Assert.Equal([10, 30, 40], step.Stages.Select(stage => stage.Time.MaxUs));
    }

    [Fact]
    public async Task Run_MixOverManyConnections_ReachesEveryCall()
    {
        await using var server = await TestServer.StartAsync();
        var options = Options with
        {
            Mix = new LoadMix(50, 30, 20), BatchSize = 9, Arrivals = new ConstantRate(2_000), InFlightLimit = 5_000,
        };

        var report = await RunAsync(server, options, connections: 3);

        var step = report.Steps[0];
        Assert.Empty(step.Failures);
        Assert.Equal(3, step.Methods.Count);
        Assert.All(step.Methods, method => Assert.Equal(method.Sent, method.Answered));
        Assert.Equal(0, step.NotSent);
        var interactions = server.Interactions.Received.ToList();
        Assert.Equal(step.Methods[2].Sent, interactions.Count - WarmUpBatches(server, step));
        Assert.All(interactions, batch => Assert.Equal(9, batch.Interactions.Count));
        string[] ids = [.. interactions.SelectMany(batch => batch.Interactions).Select(item => item.Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("NotFound", "NOT_FOUND")]
    [InlineData("ResourceExhausted", "RESOURCE_EXHAUSTED")]
    [InlineData("Unavailable", "UNAVAILABLE")]
    public async Task Run_Failed_NamesTheStatus(string customer, string status)
    {
        await using var server = await TestServer.StartAsync();
        var options = Options with { Customers = IdList.Of([customer]), WarmUpRequests = 0, Requests = 10 };

        var report = await RunAsync(server, options);

        Assert.Equal(new Dictionary<string, long> { [status] = 10 }, report.Steps[0].Failures);
        Assert.Equal(0, report.Steps[0].Latency.Count);
    }

    [Fact]
    public async Task Run_NoAnswerInTime_IsDeadlineExceededAndHasItsLatency()
    {
        await using var server = await TestServer.StartAsync();
        var options = Options with { Customers = IdList.Of(["hangs"]), WarmUpRequests = 0, Requests = 3 };

        var report = await RunAsync(server, options, deadlineMs: 50);

        Assert.Equal(new Dictionary<string, long> { ["DEADLINE_EXCEEDED"] = 3 }, report.Steps[0].Failures);
        Assert.Equal(3, report.Steps[0].Latency.Count);
    }

    [Fact]
    public async Task Run_StreamBreaks_FailsWhatIsUnderWayAndGoesOnWithAnotherOne()
    {
        await using var server = await TestServer.StartAsync();
        server.Interactions.BreakAfter = 40;
        var options = Options with { Mix = new LoadMix(0, 0, 1), WarmUpRequests = 0, Concurrency = 1 };

        var step = (await RunAsync(server, options)).Steps[0];

        // Four streams of 75 batches each; the 41st of each meets the stream's end, and another one takes the rest.
        Assert.Equal(new Dictionary<string, long> { ["UNAVAILABLE"] = 4 }, step.Failures);
        Assert.Equal(296, step.Methods[0].Answered);
    }

    [Fact]
    public async Task Run_NobodyNamesCustomersAndProducts_AsksTheServer()
    {
        await using var server = await TestServer.StartAsync();
        var options = new LoadTestOptions { Requests = 50, Mix = new LoadMix(1, 1), WarmUpRequests = 0 };

        var report = await RunAsync(server, options);

        Assert.Equal((2_500, 3), (report.CustomerCount, report.ProductCount));
        Assert.Empty(report.Steps[0].Failures);
        Assert.Equal("1.2.3", report.Environment!.ServerVersion);
        Assert.Equal(777, report.Environment.ProductCount);
    }

    [Theory]
    [InlineData(10_000, 2_500)]
    [InlineData(1_200, 1_200)]
    public async Task Customers_OfManyPages_AreReadUpToTheBound(int most, int expected)
    {
        await using var server = await TestServer.StartAsync();
        using var client = RecsysClient.Connect(server.Address, new RecsysClientOptions { MaxAttempts = 1 });

        var ids = await CustomerList.ReadAsync(client.Customers, most, CancellationToken.None);

        Assert.Equal(expected, ids.Count);
        Assert.Equal("c0", ids[0]);
    }

    private static Task<LoadReport> RunAsync(
        TestServer server, LoadTestOptions options, int connections = 1, int deadlineMs = 30_000) =>
        ServerLoadTest.RunAsync(
            new Uri(server.Address),
            new LoadAccess { Connections = connections, Deadline = TimeSpan.FromMilliseconds(deadlineMs) },
            options, null, CancellationToken.None);

    private static long WarmUpBatches(TestServer server, StepResult step) =>
        5 - (server.Recommendations.Received.Count - step.Methods[0].Sent)
        - (server.Recommendations.Similar.Count - step.Methods[1].Sent);
}
