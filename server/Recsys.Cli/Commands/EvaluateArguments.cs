using System.CommandLine;
using System.Globalization;
using Recsys.Pipeline;
using Recsys.Training;
using Recsys.Training.Evaluation;

namespace Recsys.Cli.Commands;

/// <summary>What `recsys evaluate` takes.</summary>
internal sealed class EvaluateArguments
{
    private const string Day = "yyyy-MM-dd";

    private readonly Option<string?> _train = FileOption(
        "--train", "Interactions to learn from: CSV, lists or Parquet; see docs/evaluation.md.", required: true);
    private readonly Option<string?> _test = FileOption(
        "--test", "Interactions to predict; with --split it is taken from the training file.");
    private readonly Option<string?> _mapping = FileOption(
        "--mapping", "What the columns mean, as JSON (see samples/).");
    private readonly Option<string?> _split = new("--split")
    {
        Description = "Learn from what is before this day (UTC) and predict what follows, for example 2011-06-01.",
        HelpName = "DAY",
    };
    private readonly Option<bool> _leaveLast = new("--leave-last")
    {
        Description = "Learn from all but each customer's last interaction and predict that one.",
    };
    private readonly Option<bool> _validation = new("--validation")
    {
        Description = "With --leave-last: predict the second to last, and leave the last one out altogether.",
    };
    private readonly Option<double?> _holdOut = new("--hold-out")
    {
        Description = "Hold a random part of the interactions out and predict it, for example 20.",
        HelpName = "PERCENT",
    };
    private readonly Option<int?> _replay = new("--replay")
    {
        Description = "Replay the last months, training once, monthly, weekly, daily, and daily by increments.",
        HelpName = "MONTHS",
    };
    private readonly Option<string> _cadences = new("--cadences")
    {
        Description = "With --replay: how often is trained; the others are compared with the first.",
        HelpName = "WORD,...",
        DefaultValueFactory = _ => "once,monthly,weekly,daily,incremental",
    };
    private readonly Option<int> _horizon = new("--horizon")
    {
        Description = "With --replay: days from each measured day on in which something is to be found.",
        HelpName = "DAYS",
        DefaultValueFactory = _ => new ReplayOptions().HorizonDays,
    };
    private readonly Option<double> _budget = new("--budget")
    {
        Description = "With --replay: minutes after which no further day is begun.",
        HelpName = "MINUTES",
        DefaultValueFactory = _ => new ReplayOptions().Budget.TotalMinutes,
    };
    private readonly Option<bool> _order = new("--order")
    {
        Description = "The order of the file is the order in time, where rows have no times.",
    };
    private readonly Option<bool> _repeats = new("--repeat-purchases")
    {
        Description = "Let products the customer bought before be recommended and count as found.",
    };
    private readonly Option<string> _cutoffs = new("--k")
    {
        Description = $"Cut-offs of the metrics, 1-{PipelineLimits.MaxPageSize}, separated by commas.",
        HelpName = "K,...",
        DefaultValueFactory = _ => "10,20,50",
    };
    private readonly Option<int> _candidates = new("--candidates")
    {
        Description = "Candidates each request retrieves, 10-10,000.",
        HelpName = "N",
        DefaultValueFactory = _ => new EvaluationOptions().CandidateCount,
    };
    private readonly Option<int?> _customers = new("--max-customers")
    {
        Description = "Measure at most this many customers, drawn by chance (default: all).",
        HelpName = "N",
    };
    private readonly Option<bool> _ablation = new("--ablation")
    {
        Description = "Measure the pipeline without each of its sources and stages, too.",
    };
    private readonly Option<string> _ranker = RankerOption.Create();
    private readonly Option<string?> _settings = SettingsOption.Create();
    private readonly Option<string[]> _without =
        SourcesOption.Create("Learn and measure without a source of candidates");
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of all draws of the evaluation.",
        HelpName = "N",
        DefaultValueFactory = _ => new EvaluationOptions().Seed,
    };
    private readonly Option<ulong> _trainingSeed = new("--training-seed")
    {
        Description = "Seed of everything random in training, as of recsys train: others tell how far chance goes.",
        HelpName = "N",
        DefaultValueFactory = _ => new TrainingOptions().Seed,
    };
    private readonly Option<string?> _json = FileOption(
        "--json", "File to write the whole report to; - prints it on standard output.");
    private readonly Option<string?> _html = FileOption(
        "--html", "File to write the report to as one page with plots.");

    public IEnumerable<Option> All =>
    [
        _train, _test, _split, _leaveLast, _validation, _holdOut, _replay, _cadences, _horizon, _budget, _order,
        _mapping, _repeats, _cutoffs, _candidates, _customers, _ablation, _ranker, _settings, _without, _seed,
        _trainingSeed, _json, _html,
    ];

    public EvaluationFiles Files(ParseResult parsed) => new()
    {
        Train = parsed.GetRequiredValue(_train)!,
        Test = parsed.GetValue(_test),
        Mapping = parsed.GetValue(_mapping),
        SplitMs = ParseDay(parsed.GetValue(_split)),
        LeaveLast = parsed.GetValue(_leaveLast),
        Validation = parsed.GetValue(_validation),
        HoldOutPercent = parsed.GetValue(_holdOut),
        Order = parsed.GetValue(_order),
        Seed = parsed.GetValue(_seed),
    };

    public EvaluationOptions Options(ParseResult parsed) => new()
    {
        Cutoffs = ParseCutoffs(parsed.GetRequiredValue(_cutoffs)),
        CandidateCount = parsed.GetValue(_candidates),
        RepeatPurchases = parsed.GetValue(_repeats),
        Seed = parsed.GetValue(_seed),
        MaxCustomers = parsed.GetValue(_customers) ?? int.MaxValue,
        Ablation = parsed.GetValue(_ablation),
        Training = SettingsOption.Load(
            parsed.GetValue(_settings),
            new TrainingOptions
            {
                Seed = parsed.GetValue(_trainingSeed),
                Ranker = RankerOption.Parse(parsed.GetRequiredValue(_ranker)),
                WithoutSources = SourcesOption.Checked(parsed.GetValue(_without)),
            }),
    };

    /// <summary>The replay asked for, or null.</summary>
    public ReplayOptions? Replay(ParseResult parsed) => parsed.GetValue(_replay) is not { } months ? null : new()
    {
        Months = months,
        HorizonDays = parsed.GetValue(_horizon),
        Cadences = ParseCadences(parsed.GetRequiredValue(_cadences)),
        Budget = TimeSpan.FromMinutes(Math.Clamp(parsed.GetValue(_budget), 0, 100_000)),
        Evaluation = Options(parsed),
    };

    public EvaluationOutput Output(ParseResult parsed) => new(parsed.GetValue(_json), parsed.GetValue(_html));

    private static int[] ParseCutoffs(string text)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries);
        var cutoffs = new int[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
            if (!int.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out cutoffs[i]))
                throw new CommandException(
                    $"--k: '{numbers[i]}' is no number; write for example --k 10,20,50", ExitCode.WrongArguments);
        return cutoffs;
    }

    private static ReplayCadence[] ParseCadences(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries).Select(word =>
            Enum.TryParse<ReplayCadence>(word, ignoreCase: true, out var cadence) && !char.IsAsciiDigit(word[0])
                ? cadence
                : throw new CommandException(
                    $"--cadences: '{word}' is none of once, monthly, weekly, daily, incremental",
                    ExitCode.WrongArguments)),
    ];

    public static long? ParseDay(string? text)
    {
        if (text is null) return null;
        return DateTime.TryParseExact(
            text, Day, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? new DateTimeOffset(day).ToUnixTimeMilliseconds()
            : throw new CommandException(
                $"--split: '{text}' is no day; write for example --split 2011-06-01", ExitCode.WrongArguments);
    }

    private static Option<string?> FileOption(string name, string description, bool required = false) =>
        new(name) { Description = description, HelpName = "FILE", Required = required };
}
