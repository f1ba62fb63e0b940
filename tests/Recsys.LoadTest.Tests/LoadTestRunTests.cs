using Recsys.LoadTest.Tests.Fakes;

namespace Recsys.LoadTest.Tests;

public class LoadTestRunTests
{
    private const long Ms = 1_000_000;

    private static readonly LoadTestOptions Options = new()
    {
        CustomerIds = ["a", "b", "c"], Requests = 100, WarmUpRequests = 10, StageSamples = 0,
    };

    [Fact]
    public async Task Execute_ClosedLoop_MeasuresServiceTimeAndThroughput()
    {
        var (report, target) = await Run(Options, number => (number < 10 ? 50 * Ms : 2 * Ms, Ok()));

        var step = Assert.Single(report.Steps);
        Assert.Equal(110, target.Sent.Count);
        Assert.Equal(100, step.Requests);
        Assert.Equal(2000, step.Latency.P50Us, 4);
        // The slow warm-up is not in it.
        Assert.Equal(2000, step.Latency.MaxUs);
        Assert.Equal(500, step.AnsweredPerSecond, 0.001);
        Assert.Equal(0, step.SendDelay.MaxUs);
        Assert.Equal("closed", report.Loop);
    }

    [Fact]
    public async Task Execute_OpenLoop_ChargesAStallToEveryRequestThatWaited()
    {
        // 1,000 a second are due; each takes 0.1 ms, but the eleventh measured one stalls for 50 ms.
        var options = Options with { RatePerSecond = 1000, WarmUpRequests = 0 };

        var (report, _) = await Run(options, number => (number == 10 ? 50 * Ms : Ms / 10, Ok()));

        var step = Assert.Single(report.Steps);
        // The backlog of 50 requests shrinks by 0.9 ms each: about 55 were late, and half of all waited for long.
        Assert.Equal(50_000, step.Latency.MaxUs);
        Assert.InRange(step.Latency.P50Us, 3_000, 10_000);
        Assert.InRange(step.Latency.P90Us, 40_000, 50_000);
        Assert.Equal(49_000, step.SendDelay.MaxUs);
        Assert.Equal("open", report.Loop);
    }

    [Fact]
    public async Task Execute_OpenLoopWithoutStall_TakesAsLongAsTheRateSays()
    {
        var (report, _) = await Run(Options with { RatePerSecond = 500 }, _ => (Ms, Ok()));

        // The hundredth is due after 99 intervals of 2 ms and takes 1 ms.
        Assert.Equal(0.199, report.Steps[0].Seconds, 6);
        Assert.Equal(1000, report.Steps[0].Latency.MaxUs);
    }

    [Fact]
    public async Task Execute_ByTime_EndsWithTheTime()
    {
        var options = Options with { Requests = null, Duration = TimeSpan.FromSeconds(1) };

        var (report, _) = await Run(options, _ => (10 * Ms, Ok()));

        Assert.Equal(100, report.Steps[0].Requests);
    }

    [Fact]
    public async Task Execute_Failures_AreCountedByStatusAndLeaveTheLatencyHonest()
    {
        var (report, _) = await Run(Options with { WarmUpRequests = 0 }, number => (number % 10) switch
        {
            0 => (Ms / 100, new LoadReply("UNAVAILABLE")),
            1 => (900 * Ms, new LoadReply(LoadReply.DeadlineExceeded)),
            _ => (Ms, Ok()),
        });

        var step = report.Steps[0];
        Assert.Equal(new Dictionary<string, long> { ["UNAVAILABLE"] = 10, ["DEADLINE_EXCEEDED"] = 10 }, step.Failures);
        Assert.Equal(90, step.Latency.Count);
        Assert.Equal(900_000, step.Latency.MaxUs);
        Assert.Equal(80 / step.Seconds, step.AnsweredPerSecond, 6);
    }

    [Fact]
    public async Task Execute_Sweep_AsksForEachCandidateCountAndItsStages()
    {
        var options = Options with { CandidateCounts = [100, 200], Requests = 5, WarmUpRequests = 2, StageSamples = 3 };
        IReadOnlyList<StageTime> stages = [new("retrieve", 300_000), new("score", 900_000)];

        var (report, target) = await Run(options, _ => (Ms, new LoadReply(LoadReply.Ok, stages)));

        Assert.Equal([100, 200], report.Steps.Select(step => step.CandidateCount));
        Assert.Equal(10, target.Sent.Count(request => request.CandidateCount == 200));
        Assert.Equal(6, target.Sent.Count(request => request.WithStages));
        Assert.Equal(["retrieve", "score"], report.Steps[1].Stages.Select(stage => stage.Stage));
        Assert.Equal(3, report.Steps[1].Stages[0].Time.Count);
        Assert.Equal(300, report.Steps[1].Stages[0].Time.MaxUs);
    }

    [Fact]
    public async Task Execute_NothingAnswersTheWarmUp_StopsAndSaysWhy()
    {
        var error = await Assert.ThrowsAsync<LoadTestException>(
            () => Run(Options, _ => (Ms, new LoadReply("UNAVAILABLE"))));

        Assert.Equal("None of 10 warm-up requests was answered: 10 × UNAVAILABLE.", error.Message);
    }

    [Fact]
    public async Task Execute_ManyWorkers_SendEachRequestOnce()
    {
        var target = new CountingTarget();
        var run = new LoadTestRun(Options with { Concurrency = 16, Requests = 5_000 }, target, new StopwatchClock());

        var report = await run.ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None);

        Assert.Equal(5_010, target.Count);
        Assert.Equal(5_000, report.Steps[0].Requests);
        Assert.Equal(5_000, report.Steps[0].Latency.Count);
        Assert.InRange(target.MostAtOnce, 1, 16);
    }

    [Fact]
    public async Task Execute_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new VirtualClock();
        var target = new ScriptedTarget(clock, number =>
        {
            if (number == 50) cancellation.Cancel();
            return (Ms, Ok());
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LoadTestRun(Options, target, clock)
            .ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, cancellation.Token));
    }

    public static TheoryData<LoadTestOptions, string> WrongOptions => new()
    {
        { Options with { Concurrency = 0 }, "Concurrency" },
        { Options with { Concurrency = 1025 }, "Concurrency" },
        { Options with { RatePerSecond = 0 }, "rate" },
        { Options with { RatePerSecond = double.NaN }, "rate" },
        { Options with { Requests = null }, "either" },
        { Options with { Duration = TimeSpan.FromSeconds(1) }, "either" },
        { Options with { Requests = null, Duration = TimeSpan.FromHours(2) }, "seconds" },
        { Options with { CandidateCounts = [] }, "Candidate counts" },
        { Options with { CandidateCounts = [9] }, "candidate count" },
        { Options with { PageSize = 501 }, "page size" },
        { Options with { CustomerIds = [] }, "customer" },
        { Options with { ZipfExponent = double.NaN }, "Zipf" },
        { Options with { StageSamples = -1 }, "Stage samples" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Options_OutOfBounds_AreRefusedByName(LoadTestOptions options, string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(options.Checked).Message);

    private static LoadReply Ok() => new(LoadReply.Ok);

    private static async Task<(LoadReport Report, ScriptedTarget Target)> Run(
        LoadTestOptions options, Func<int, (long, LoadReply)> script)
    {
        var clock = new VirtualClock();
        var target = new ScriptedTarget(clock, script);
        var run = new LoadTestRun(options, target, clock);
        return (await run.ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None), target);
    }
}
