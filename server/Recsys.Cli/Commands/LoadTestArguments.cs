using System.CommandLine;
using System.Globalization;
using Recsys.LoadTest;
using Recsys.Server;

namespace Recsys.Cli.Commands;

/// <summary>What `recsys loadtest` can be told.</summary>
internal sealed class LoadTestArguments
{
    public Option<string> Address { get; } = new("--address")
    {
        Description = "The server, http://HOST:PORT.",
        HelpName = "URL",
        DefaultValueFactory = _ => $"http://127.0.0.1:{ServerOptions.DefaultPort}",
    };

    public Option<FileInfo?> Customers { get; } = new("--customers")
    {
        Description = "File of customer ids, one a line (default: those the server lists).",
        HelpName = "FILE",
    };

    private readonly Option<int> _deadlineMs = Number(
        "--deadline-ms", "Deadline of each request in milliseconds.", 5_000);

    public Option<FileInfo?> Csv { get; } = new("--csv")
    {
        Description = "Write one line for each candidate count to this file, too.",
        HelpName = "FILE",
    };

    public Option<bool> Json { get; } = RecsysPaths.JsonOption();

    public IEnumerable<Option> Options =>
    [
        Address, _candidates, _concurrency, _rate, _requests, _seconds, _warmUp, _pageSize, Customers, _zipf, _seed,
        _stageSamples, _deadlineMs, Csv, Json,
    ];

    private readonly Option<string> _candidates = new("--candidates")
    {
        Description = "Candidate counts to go through, 10 to 10000.",
        HelpName = "N,N,...",
        DefaultValueFactory = _ => "500",
    };

    private readonly Option<int> _concurrency = Number("--concurrency", "Requests under way at once, 1 to 1024.", 1);

    private readonly Option<double?> _rate = new("--rate")
    {
        Description = "Open loop: requests due each second, whatever became of those before (default: closed loop).",
        HelpName = "N",
    };

    private readonly Option<int?> _requests = new("--requests")
    {
        Description = "Measured requests for each candidate count (default: 2000, or as many as --seconds hold).",
        HelpName = "N",
    };

    private readonly Option<double?> _seconds = new("--seconds")
    {
        Description = "Measure each candidate count for so long instead, up to 3600.",
        HelpName = "S",
    };

    private readonly Option<int> _warmUp = Number(
        "--warm-up", "Requests before each measurement that do not count.", 200);

    private readonly Option<int> _pageSize = Number("--page-size", "Products to return, 1 to 500.", 10);

    private readonly Option<double> _zipf = new("--zipf")
    {
        Description = "Exponent of the Zipf law by which customers come back; 0 asks for all alike.",
        HelpName = "S",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of the choice of customers.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _stageSamples = Number(
        "--stage-samples",
        "Requests after each measurement that ask for the server's own stage times; 0 for none.", 100);

    /// <summary>Everything but the customers, within bounds.</summary>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public LoadTestOptions OptionsOf(ParseResult parsed, int defaultRequests)
    {
        var (requests, seconds) = (parsed.GetValue(_requests), parsed.GetValue(_seconds));
        if (DeadlineOf(parsed) is { TotalMilliseconds: < 1 or > 600_000 })
            throw new ArgumentException("--deadline-ms is 1 to 600000.");
        var options = new LoadTestOptions
        {
            // Who is asked for is known only after the server was asked; wrong arguments are told before.
            CustomerIds = ["?"],
            CandidateCounts = CountsOf(parsed.GetRequiredValue(_candidates)),
            Concurrency = parsed.GetValue(_concurrency),
            RatePerSecond = parsed.GetValue(_rate),
            Requests = requests is null && seconds is null ? defaultRequests : requests,
            // A time no TimeSpan can hold is out of the options' bounds anyway.
            Duration = seconds is { } s ? TimeSpan.FromSeconds(s is >= 0 and <= 1e6 ? s : -1) : null,
            WarmUpRequests = parsed.GetValue(_warmUp),
            PageSize = parsed.GetValue(_pageSize),
            ZipfExponent = parsed.GetValue(_zipf),
            Seed = parsed.GetValue(_seed),
            StageSamples = parsed.GetValue(_stageSamples),
        };
        return options.Checked();
    }

    public TimeSpan DeadlineOf(ParseResult parsed) => TimeSpan.FromMilliseconds(parsed.GetValue(_deadlineMs));

    private static int[] CountsOf(string list) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries).Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                ? count
                : throw new ArgumentException($"--candidates is a list of numbers such as 100,500, not '{list}'.")),
    ];

    private static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
    };
}
