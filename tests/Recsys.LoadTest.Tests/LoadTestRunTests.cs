using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Tests.Fakes;

namespace Recsys.LoadTest.Tests;

public class LoadTestRunTests
{
    private const long Ms = 1_000_000;

    private static readonly LoadTestOptions Options = new()
    {
        Customers = IdList.Of(["a", "b", "c"]), Requests = 100, WarmUpRequests = 10, Spacing = ArrivalSpacing.Even,
    };

    [Fact]
    public async Task Execute_ClosedLoop_MeasuresServiceTimeAndThroughput()
    {
        var (report, target) = await Run(Options, number => (number < 10 ? 50 * Ms : 2 * Ms, Ok()));

        var step = Assert.Single(report.Steps);
        Assert.Equal(110, target.Arrived.Count);
        Assert.Equal(1, target.MostUnderWay);
        Assert.Equal(100, step.Requests);
        Assert.Equal(2000, step.Latency.P50Us, 4);
        // The slow warm-up is not in it.
        Assert.Equal(2000, step.Latency.MaxUs);
        Assert.Equal(500, step.AnsweredPerSecond, 0.001);
        Assert.Equal(0, step.SendDelay.MaxUs);
        Assert.Equal("closed", report.Loop);
    }

    [Fact]
    public async Task Execute_ClosedLoopWithWorkers_KeepsThemBusy()
    {
        var (report, target) = await Run(Options with { Concurrency = 4, WarmUpRequests = 0 }, _ => (4 * Ms, Ok()));

        Assert.Equal(4, target.MostUnderWay);
        Assert.Equal(1000, report.Steps[0].AnsweredPerSecond, 0.001);
        // Each request comes once.
        Assert.Equal(Enumerable.Range(0, 100), target.Arrived.Select(call => (int)call.Number).Order());
    }

    [Fact]
    public async Task Execute_OpenLoop_SendsOnScheduleWhateverTheServerDoes()
    {
        var options = Options with { Arrivals = new ConstantRate(500), WarmUpRequests = 0 };

        var (_, target) = await Run(options, number => (number == 10 ? 900 * Ms : Ms, Ok()), workers: 1);

        Assert.Equal(
            Enumerable.Range(0, 100).Select(number => number * 2 * Ms), target.Arrived.Select(call => call.AtNs));
    }

    [Fact]
    public async Task Execute_OpenLoop_ChargesAStallToEveryRequestThatWaited()
    {
        // 1,000 a second are due at a server of one worker; each takes 0.1 ms, but the eleventh stalls for 50 ms.
        var options = Options with { Arrivals = new ConstantRate(1000), WarmUpRequests = 0 };

        var (report, _) = await Run(options, number => (number == 10 ? 50 * Ms : Ms / 10, Ok()), workers: 1);

        var step = Assert.Single(report.Steps);
        // The backlog of 50 requests shrinks by 0.9 ms each: about 55 were late, and half of all waited for long.
        Assert.Equal(50_000, step.Latency.MaxUs);
        Assert.InRange(step.Latency.P50Us, 3_000, 10_000);
        Assert.InRange(step.Latency.P90Us, 40_000, 50_000);
        // They all left in time: the server was late, not the generator.
        Assert.Equal(0, step.SendDelay.MaxUs);
        Assert.Equal("open", report.Loop);
    }

    [Fact]
    public async Task Execute_OpenLoopAtItsLimit_CountsWhatItDidNotSend()
    {
        var options = Options with { Arrivals = new ConstantRate(1000), WarmUpRequests = 0, InFlightLimit = 8 };

        var (report, target) = await Run(options, number => (number == 10 ? 50 * Ms : Ms / 10, Ok()), workers: 1);

        var step = Assert.Single(report.Steps);
        Assert.Equal(8, target.MostUnderWay);
        Assert.Equal(100, step.Requests);
        // Due at 10 ms and blocked until 60 ms: seven more found room, the other 42 or so did not.
        Assert.InRange(step.NotSent, 40, 44);
        Assert.Equal(100 - step.NotSent, target.Arrived.Count);
        Assert.Equal(step.NotSent, step.Timeline.Sum(point => point.NotSent));
        Assert.Contains(report.Notes, note => note.Contains("not sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_OpenLoopWithoutStall_TakesAsLongAsTheRateSays()
    {
        var (report, _) = await Run(Options with { Arrivals = new ConstantRate(500) }, _ => (Ms, Ok()));

        // The hundredth is due after 99 intervals of 2 ms and takes 1 ms.
        Assert.Equal(0.199, report.Steps[0].Seconds, 6);
        Assert.Equal(1000, report.Steps[0].Latency.MaxUs);
    }

    [Fact]
    public async Task Execute_ByTime_EndsWithTheTime()
    {
        var options = Options with { Requests = null, Duration = TimeSpan.FromSeconds(1) };

        var (closed, _) = await Run(options, _ => (10 * Ms, Ok()));
        var (open, _) = await Run(options with { Arrivals = new RampRate(100, 300, 1) }, _ => (10 * Ms, Ok()));

        Assert.Equal(100, closed.Steps[0].Requests);
        Assert.Equal(200, open.Steps[0].Requests);
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
        Assert.Equal(20, step.Timeline.Sum(point => point.Failed));
        Assert.Equal(80, step.Timeline.Sum(point => point.Answered));
    }

    [Fact]
    public async Task Execute_ACallThatNeverEnds_IsCountedAsUnfinished()
    {
        var options = Options with
        {
            Arrivals = new ConstantRate(100), WarmUpRequests = 0, Deadline = TimeSpan.FromSeconds(2),
        };

        var (report, _) = await Run(options, number => (number == 5 ? 3_600_000 * Ms : Ms, Ok()));

        Assert.Equal(new Dictionary<string, long> { ["UNFINISHED"] = 1 }, report.Steps[0].Failures);
    }

    [Fact]
    public async Task Execute_Sweep_AsksForEachCandidateCountAndPageSize()
    {
        var options = Options with
        {
            CandidateCounts = [100, 200], PageSizes = [5, 10], Requests = 6, WarmUpRequests = 2, TimingEvery = 3,
        };

        var (report, target) = await Run(options, _ => (Ms, new LoadReply("OK", "retrieve;dur=0.3, total;dur=0.9")));

        Assert.Equal(
            [(100, 5), (200, 5), (100, 10), (200, 10)],
            report.Steps.Select(step => (step.CandidateCount, step.PageSize)));
        var asked = target.Arrived.Select(call => V1.RecommendForUserRequest.Parser.ParseFrom(call.Message)).ToList();
        Assert.Equal(8, asked.Count(request => request is { CandidateCount: 200, PageSize: 5 }));
        Assert.All(asked, request => Assert.Contains(request.CustomerId, "abc"));
        // Of the measured ones every third is asked for its times.
        Assert.Equal(8, target.Arrived.Count(call => call.WithTiming));
    }

    [Fact]
    public async Task Execute_ServerTellsItsTimes_TheyAreInTheReport()
    {
        var (report, _) = await Run(Options, _ => (Ms, new LoadReply("OK", "retrieve;dur=0.3, total;dur=0.9")));

        var step = report.Steps[0];
        Assert.Equal(["retrieve", "total"], step.Stages.Select(stage => stage.Stage));
        Assert.Equal((300, 900), (step.Stages[0].Time.MaxUs, step.ServerTotal!.Time.MaxUs));
        Assert.Equal(100, step.TimedAnswers);
        Assert.DoesNotContain(report.Notes, note => note.Contains("server-timing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_ServerTellsNoTimes_TheReportSaysSo()
    {
        var (report, _) = await Run(Options, _ => (Ms, Ok()));

        Assert.Empty(report.Steps[0].Stages);
        Assert.Contains(report.Notes, note => note.Contains("server-timing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_Rates_AreMeasuredOneAfterTheOther()
    {
        var options = Options with { Rates = [new LoadLevel(100, false), new LoadLevel(400, false)] };

        var (report, _) = await Run(options, _ => (Ms, Ok()));

        Assert.Equal([100, 400], report.Steps.Select(step => step.RatePerSecond!.Value));
    }

    [Fact]
    public async Task Execute_FindRate_FindsWhatTheServerHoldsAndMeasuresHalfOfIt()
    {
        // One worker of 2 ms holds 500 a second when they come evenly; above that the queue only grows.
        var options = Options with
        {
            FindRate = RateTarget.Parse("p99=20ms"), Requests = null, Duration = TimeSpan.FromSeconds(2),
        };

        var (report, _) = await Run(options, _ => (2 * Ms, Ok()), workers: 1);

        var search = Assert.Single(report.Searches);
        Assert.InRange(search.RatePerSecond, 480, 505);
        Assert.InRange(search.FailedAt!.Value, search.RatePerSecond, search.RatePerSecond * 1.05);
        Assert.Contains("closer than", search.Decision, StringComparison.Ordinal);
        var half = Assert.Single(report.Steps, step => step.Kind == StepKinds.Sweep);
        Assert.Equal(0.5, half.LoadFraction);
        Assert.Equal(search.RatePerSecond / 2, half.RatePerSecond!.Value, 1e-9);
        Assert.Equal(2000, half.Latency.MaxUs);
    }

    [Fact]
    public async Task Execute_NothingAnswersTheWarmUp_StopsAndSaysWhy()
    {
        var error = await Assert.ThrowsAsync<LoadTestException>(
            () => Run(Options, _ => (Ms, new LoadReply("UNAVAILABLE"))));

        Assert.Equal("None of 10 warm-up requests was answered: 10 × UNAVAILABLE.", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_ManyWorkersOnRealThreads_SendEachRequestOnce(bool onPool)
    {
        var target = new SynchronousTarget(onPool);
        var run = new LoadTestRun(Options with { Concurrency = 16, Requests = 50_000 }, target, new StopwatchClock());

        var report = await run.ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None);

        Assert.Equal(50_010, target.Count);
        Assert.Equal(50_000, report.Steps[0].Requests);
        Assert.Equal(50_000, report.Steps[0].Latency.Count);
        Assert.InRange(target.MostAtOnce, 1, 16);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_OpenLoopOnRealThreads_CountsEveryRequest(bool onPool)
    {
        var options = Options with { Arrivals = new ConstantRate(100_000), Requests = 20_000, InFlightLimit = 64 };
        var target = new SynchronousTarget(onPool);

        var report = await new LoadTestRun(options, target, new StopwatchClock())
            .ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None);

        var step = report.Steps[0];
        Assert.Equal(20_000, step.Requests);
        Assert.Equal(20_000 - step.NotSent, step.Latency.Count);
        Assert.InRange(target.MostAtOnce, 1, 64);
    }

    [Fact]
    public async Task Execute_Interrupted_ReportsWhatItHas()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new VirtualClock();
        var target = new ScriptedTarget(clock, number =>
        {
            if (number == 50) cancellation.Cancel();
            return (Ms, Ok());
        });

        var report = await new LoadTestRun(Options with { CandidateCounts = [100, 200] }, target, clock)
            .ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, cancellation.Token);

        Assert.True(report.Interrupted);
        var step = Assert.Single(report.Steps);
        Assert.Equal(40, step.Latency.Count);
    }

    private static LoadReply Ok() => new(LoadReply.Ok);

    private static async Task<(LoadReport Report, ScriptedTarget Target)> Run(
        LoadTestOptions options, Func<int, (long ServiceNs, LoadReply Reply)> script, int? workers = null)
    {
        var clock = new VirtualClock();
        var target = new ScriptedTarget(clock, script, workers);
        var report = await new LoadTestRun(options, target, clock)
            .ExecuteAsync("test", DateTimeOffset.UnixEpoch, null, CancellationToken.None);
        return (report, target);
    }
}
