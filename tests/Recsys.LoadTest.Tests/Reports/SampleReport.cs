namespace Recsys.LoadTest.Tests.Reports;

/// <summary>A report with something in every field.</summary>
internal static class SampleReport
{
    private static readonly HistogramBuckets Buckets = new()
    {
        UpperNs = [1_234_500, 3_000_000, 5_000_250], Count = [600, 398, 1], SumNs = 1_299_199_500, MaxNs = 5_000_250,
    };

    public static LoadReport Small { get; } = new()
    {
        Host = "http://127.0.0.1:5150", StartedAt = DateTimeOffset.UnixEpoch, Loop = "open",
        Load = "400 requests/s, Poisson arrivals", Concurrency = 1000,
        Mix = new Dictionary<string, double> { ["RecommendForUser"] = 1 }, BatchSize = 20, CustomerCount = 10,
        ProductCount = 0, CustomerZipf = 1.5, ProductZipf = 1, Seed = 1,
        Environment = new LoadEnvironment
        {
            ServerVersion = "0.1.0", ModelVersion = "v7", ProductCount = 4070, ServerProcessorCount = 2,
            GeneratorProcessor = "A <fast> one", GeneratorProcessorCount = 2,
        },
        Steps = [Step()], Searches = [], Notes = ["Something to know."], Interrupted = false,
    };

    private static StepResult Step() => new()
    {
        Kind = StepKinds.Sweep, CandidateCount = 500, PageSize = 10, Load = "400 requests/s", RatePerSecond = 400,
        LoadFraction = null, Requests = 1002, NotSent = 2, Seconds = 2.5, AnsweredPerSecond = 399.6,
        Latency = new LatencySummary(999, 1300.5, 1234.5, 2000, 3000, 4000, 4500, 5000.25), Histogram = Buckets,
        LatencyFromSend = new LatencySummary(999, 1300.5, 1234.5, 2000, 3000, 4000, 4500, 5000.25),
        SendDelay = new LatencySummary(1000, 12, 10, 30, 40, 50, 60, 70),
        Failures = new Dictionary<string, long> { ["UNAVAILABLE"] = 1 },
        Methods =
        [
            new MethodResult
            {
                Method = "RecommendForUser", Sent = 1000, Answered = 999, NotSent = 2,
                Failures = new Dictionary<string, long> { ["UNAVAILABLE"] = 1 },
                Latency = new LatencySummary(999, 1300.5, 1234.5, 2000, 3000, 4000, 4500, 5000.25),
                Histogram = Buckets, Stages = [],
            },
        ],
        Stages = [Stage("score", 812), Stage("total", 900)], TimedAnswers = 999,
        Timeline = [new TimelinePoint(0, 1, 400, 1, 2, 1200, 2900), new TimelinePoint(1, 1, 599, 0, 0, 1250, 3000)],
        GeneratorCpuUs = 42,
    };

    private static StageSummary Stage(string name, double us) =>
        new(name, new LatencySummary(999, us, us, us, us, us, us, us), Buckets);
}
