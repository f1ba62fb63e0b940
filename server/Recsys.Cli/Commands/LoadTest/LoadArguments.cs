using System.CommandLine;
using System.Globalization;
using Recsys.LoadTest;
using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Requests;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>What `recsys loadtest` can be told about the load: loops, rates, lengths, searches, recordings.</summary>
internal sealed class LoadArguments
{
    private const int DefaultRequests = 2_000;
    private const double DefaultSeconds = 30;

    private readonly Option<int> _concurrency = Arguments.Number(
        "--concurrency", "Closed loop: requests always under way, 1 to 1024", 1);

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Open loop: requests due each second, whatever became of those before.",
        HelpName = "N",
    };

    private readonly Option<string?> _ramp = Arguments.Text(
        "--ramp", "Open loop: a rate that goes from A to B requests a second in S seconds.", "A..B@S");

    private readonly Option<string?> _spike = Arguments.Text(
        "--spike", "Open loop: A requests a second, and B of them for the last S of every T seconds.", "A..B@S/T");

    private readonly Option<string?> _rates = Arguments.Text(
        "--rates", "Open loop: several rates one after the other, or parts such as 25%,50% of the one found by "
        + "--find-rate.", "N,N,...");

    private readonly Option<string?> _findRate = Arguments.Text(
        "--find-rate", "Open loop: find the highest rate that holds a latency, such as p99=20ms, then measure at the "
        + "--rates or at half of it.", "pQ=LIMIT");

    private readonly Option<double> _trySeconds = Arguments.Real(
        "--try-seconds", "Length of each try of --find-rate, to 600", 5);

    private readonly Option<double> _startRate = Arguments.Real("--start-rate", "First rate --find-rate tries", 50);

    private readonly Option<ArrivalSpacing> _arrivals = new("--arrivals")
    {
        Description = "How requests of an open loop follow one another: Poisson as independent people do, or Even.",
        DefaultValueFactory = _ => ArrivalSpacing.Poisson,
    };

    private readonly Option<int> _inFlight = Arguments.Number(
        "--in-flight", "Open loop: requests under way at most, 1 to 100000; more are not sent, but counted", 1_000);

    private readonly Option<FileInfo?> _replay = Arguments.FileOf(
        "--replay", "Open loop: send the requests of a recording at their own times.");

    private readonly Option<double> _speed = Arguments.Real("--speed", "How many times faster than recorded", 1);

    private readonly Option<int?> _requests = new("--requests")
    {
        Description = $"Measured requests of each step (default: {DefaultRequests} in the closed loop).",
        HelpName = "N",
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = $"Length of each step, to 3600 (default: {DefaultSeconds} in the open loop).",
        HelpName = "S",
    };

    private readonly Option<int> _warmUp = Arguments.Number(
        "--warm-up", "Requests before each step that do not count", 200);

    public IEnumerable<Option> Options =>
    [
        _concurrency, _rate, _rates, _findRate, _trySeconds, _startRate, _ramp, _spike, _arrivals, _inFlight, _replay,
        _speed, _requests, _seconds, _warmUp,
    ];

    /// <summary>Puts the load into options.</summary>
    /// <exception cref="ArgumentException">An argument cannot be read.</exception>
    public LoadTestOptions Apply(ParseResult parsed, LoadTestOptions options)
    {
        options = options with
        {
            Concurrency = parsed.GetValue(_concurrency),
            Arrivals = ProfileOf(parsed),
            Spacing = parsed.GetValue(_arrivals),
            InFlightLimit = parsed.GetValue(_inFlight),
            Rates = parsed.GetValue(_rates) is { } rates ? [.. rates.Split(',').Select(LoadLevel.Parse)] : [],
            FindRate = parsed.GetValue(_findRate) is { } target ? RateTarget.Parse(target) : null,
            Search = new RateSearchOptions
            {
                StartRate = parsed.GetValue(_startRate), TryLength = Arguments.Seconds(parsed.GetValue(_trySeconds)),
            },
            Recording = parsed.GetValue(_replay) is { } file ? RequestRecording.Read(Lines(file)) : null,
            RecordingSpeed = parsed.GetValue(_speed),
            Requests = parsed.GetValue(_requests),
            Duration = parsed.GetValue(_seconds) is { } seconds ? Arguments.Seconds(seconds) : null,
            WarmUpRequests = parsed.GetValue(_warmUp),
        };
        if (options is not { Requests: null, Duration: null, Recording: null }) return options;
        return options.IsOpenLoop
            ? options with { Duration = TimeSpan.FromSeconds(DefaultSeconds) }
            : options with { Requests = DefaultRequests };
    }

    private ArrivalProfile? ProfileOf(ParseResult parsed)
    {
        ArrivalProfile?[] given =
        [
            parsed.GetValue(_rate) is { } rate ? new ConstantRate(rate) : null,
            parsed.GetValue(_ramp) is { } ramp
                ? Numbers(ramp, "--ramp", "100..1000@30", "..", "@") is var r ? new RampRate(r[0], r[1], r[2]) : null
                : null,
            parsed.GetValue(_spike) is { } spike
                ? Numbers(spike, "--spike", "100..1000@1/10", "..", "@", "/") is var s
                    ? new SpikeRate(s[0], s[1], s[2], s[3])
                    : null
                : null,
        ];
        if (given.Count(profile => profile is not null) > 1)
            throw new ArgumentException("Give one of --rate, --ramp and --spike.");
        return given.FirstOrDefault(profile => profile is not null);
    }

    private static double[] Numbers(string text, string option, string example, params string[] separators)
    {
        var numbers = new double[separators.Length + 1];
        string left = text;
        for (int i = 0; i < numbers.Length; i++)
        {
            int end = i < separators.Length ? left.IndexOf(separators[i], StringComparison.Ordinal) : left.Length;
            if (end < 0 || !double.TryParse(
                left[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                throw new ArgumentException($"{option} is written like {example}, not '{text}'.");
            if (i < separators.Length) left = left[(end + separators[i].Length)..];
        }
        return numbers;
    }

    private static IEnumerable<string> Lines(FileInfo file) => file.Exists
        ? File.ReadLines(file.FullName)
        : throw new ArgumentException($"--replay: there is no file {file.Name}.");
}
