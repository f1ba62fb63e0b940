using System.Globalization;
using Recsys.LoadTest.Measuring;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Running;

/// <summary>Turns counts into results and results into the report.</summary>
internal static class ReportBuilder
{
    public static StepResult Result(StepSetting setting, StepTally tally)
    {
        var total = tally.Total();
        double seconds = tally.LengthNs / 1e9;
        long due = total.Sent + total.NotSent;
        return new StepResult
        {
            Kind = setting.Kind,
            CandidateCount = setting.CandidateCount,
            PageSize = setting.PageSize,
            Load = setting.Profile?.Describe() ?? "",
            RatePerSecond = setting.Profile is { } profile && seconds > 0
                ? profile is Arrivals.ConstantRate constant ? constant.PerSecond : due / seconds
                : null,
            LoadFraction = setting.Fraction,
            Requests = due,
            NotSent = total.NotSent,
            Seconds = seconds,
            AnsweredPerSecond = seconds > 0 ? total.Answered / seconds : 0,
            Latency = total.Latency.Summarize(),
            Histogram = total.Latency.ToBuckets(),
            LatencyFromSend = total.FromSend.Summarize(),
            SendDelay = total.SendDelay.Summarize(),
            Failures = total.Failures,
            Methods = [.. tally.Methods.OrderBy(pair => pair.Key).Select(pair => MethodOf(pair.Key, pair.Value))],
            Stages = total.Stages.Summarize(),
            TimedAnswers = total.Stages.Answers,
            Timeline = tally.Timeline.ToPoints(),
            GeneratorCpuUs = total.Sent > 0 ? tally.ProcessorTime.TotalMicroseconds / total.Sent : 0,
        };
    }

    public static LoadReport Build(
        LoadTestOptions options, string host, DateTimeOffset startedAt, IReadOnlyList<StepResult> steps,
        IReadOnlyList<RateSearchResult> searches, bool interrupted) => new()
    {
        Host = host,
        StartedAt = startedAt,
        Loop = options.IsOpenLoop ? "open" : "closed",
        Load = LoadOf(options),
        Concurrency = options.IsOpenLoop ? options.InFlightLimit : options.Concurrency,
        Mix = new Dictionary<string, double>
        {
            [nameof(LoadMethod.RecommendForUser)] = options.Mix.Recommend,
            [nameof(LoadMethod.SimilarProducts)] = options.Mix.Similar,
            [nameof(LoadMethod.IngestInteractions)] = options.Mix.Ingest,
        },
        BatchSize = options.BatchSize,
        CustomerCount = options.Customers.Count,
        ProductCount = options.Products?.Count ?? 0,
        CustomerZipf = options.CustomerZipf,
        ProductZipf = options.ProductZipf,
        Seed = options.Seed,
        Steps = steps,
        Searches = searches,
        Notes = [.. NotesOf(options, steps)],
        Interrupted = interrupted,
    };

    private static string LoadOf(LoadTestOptions options)
    {
        string spacing = options.Spacing == Arrivals.ArrivalSpacing.Poisson ? "Poisson arrivals" : "even arrivals";
        if (options.Recording is { } recording)
        {
            return Invariant(
                $"a recording of {recording.Count} requests, {options.RecordingSpeed:0.###} times as fast");
        }
        if (options.FindRate is { } target) return Invariant($"the highest rate that holds {target}, {spacing}");
        if (options.Rates.Count > 0) return Invariant($"{options.Rates.Count} rates, {spacing}");
        return options.Arrivals is { } profile
            ? Invariant($"{profile.Describe()}, {spacing}")
            : Invariant($"{options.Concurrency} request{(options.Concurrency == 1 ? "" : "s")} always under way");
    }

    private static IEnumerable<string> NotesOf(LoadTestOptions options, IReadOnlyList<StepResult> steps)
    {
        if (steps.Count == 0) yield break;
        if (options.TimingEvery > 0 && steps.All(step => step.TimedAnswers == 0))
        {
            yield return "The server told no times of its own (no server-timing trailer), so there are no stages: "
                + "latencies are the client's.";
        }
        var sweep = steps.Where(step => step.Kind == StepKinds.Sweep).ToList();
        if (sweep.Sum(step => step.NotSent) is > 0 and var notSent)
        {
            yield return Invariant(
                $"{notSent} requests were due but not sent, since {options.InFlightLimit} were in flight: latencies ")
                + "would be longer with them.";
        }
        if (sweep.Any(step => step.SendDelay.P99Us > 1000 && step.SendDelay.P99Us > step.Latency.P99Us / 4))
        {
            yield return "The generator was late: requests left up to "
                + Invariant($"{sweep.Max(step => step.SendDelay.P99Us) / 1000:0.0} ms (p99) after they were due, ")
                + "which the latencies hold. Give it a processor of its own or a lower rate.";
        }
        if (sweep.Any(step => step.Latency.Count is > 0 and < 1000))
            yield return "Some steps have fewer than 1000 requests: their p99.9 is their longest.";
    }

    private static MethodResult MethodOf(LoadMethod method, CallTally tally) => new()
    {
        Method = method.ToString(),
        Sent = tally.Sent,
        Answered = tally.Answered,
        NotSent = tally.NotSent,
        Failures = tally.Failures,
        Latency = tally.Latency.Summarize(),
        Histogram = tally.Latency.ToBuckets(),
        Stages = tally.Stages.Summarize(),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
