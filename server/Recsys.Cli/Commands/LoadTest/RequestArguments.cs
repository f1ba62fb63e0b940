using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Recsys.LoadTest;
using Recsys.LoadTest.Requests;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>What `recsys loadtest` can be told about the requests: calls, sizes, who and what they are about.</summary>
internal sealed partial class RequestArguments
{
    private readonly Option<string> _candidates = List(
        "--candidates", "Candidate counts to go through, 10 to 10000.", "500");

    private readonly Option<string> _pageSizes = List("--page-size", "Page sizes to go through, 1 to 500.", "10");

    private readonly Option<string> _mix = List(
        "--mix", "Calls and their weights, such as recommend=80,similar=15,ingest=5.", "recommend=1", "CALL=W,...");

    private readonly Option<int> _batchSize = Arguments.Number(
        "--batch-size", "Interactions in an ingested batch, 1 to 1000", 20);

    private readonly Option<double> _zipf = Arguments.Real(
        "--zipf", "Exponent of the Zipf law by which customers come back; 0 asks for all alike", 1);

    private readonly Option<double> _productZipf = Arguments.Real(
        "--product-zipf", "The same for products", 1);

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of arrivals, calls, customers and products.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _timingEvery = Arguments.Number(
        "--timing-every", "Ask for the server's own stage times with every Nth call; 0 for none", 1);

    /// <summary>Who is asked for: a file, a range of made ids, or a number for a made shop.</summary>
    public Option<string?> Customers { get; } = Arguments.Text(
        "--customers",
        "File of customer ids, one a line, or a range such as c0000001..c0615599 (default: those the server lists).",
        "FILE|FROM..TO|N");

    /// <summary>The same for products.</summary>
    public Option<string?> Products { get; } = Arguments.Text(
        "--products",
        "The same for products, for calls that are about some (default: those the server lists). A number makes a "
        + "synthetic shop of so many, with --customers of them, and measures that.", "FILE|FROM..TO|N");

    public IEnumerable<Option> Options =>
    [
        _candidates, _pageSizes, _mix, _batchSize, Customers, _zipf, Products, _productZipf, _seed, _timingEvery,
    ];

    /// <summary>Puts the requests into options. Ids that nobody named stay empty, to be read from the server.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="options">The options so far.</param>
    /// <param name="withIds">Whether files of ids are to be read.</param>
    /// <exception cref="ArgumentException">An argument cannot be read.</exception>
    public LoadTestOptions Apply(ParseResult parsed, LoadTestOptions options, bool withIds = true) => options with
    {
        CandidateCounts = Counts(parsed.GetRequiredValue(_candidates), "--candidates"),
        PageSizes = Counts(parsed.GetRequiredValue(_pageSizes), "--page-size"),
        Mix = MixOf(parsed.GetRequiredValue(_mix)),
        BatchSize = parsed.GetValue(_batchSize),
        Customers = withIds ? IdsOf(parsed.GetValue(Customers), "customer") ?? options.Customers : options.Customers,
        Products = withIds ? IdsOf(parsed.GetValue(Products), "product") ?? options.Products : options.Products,
        CustomerZipf = parsed.GetValue(_zipf),
        ProductZipf = parsed.GetValue(_productZipf),
        Seed = parsed.GetValue(_seed),
        TimingEvery = parsed.GetValue(_timingEvery),
    };

    private static IdList? IdsOf(string? text, string what)
    {
        if (text is null) return null;
        if (Range().Match(text) is { Success: true } range)
        {
            var (from, to) = (range.Groups["from"].Value, range.Groups["to"].Value);
            if (range.Groups["prefix"].Value != range.Groups["prefix2"].Value || from.Length != to.Length
                || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out int first)
                || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out int last) || last < first)
                throw new ArgumentException($"A range of {what}s is written like c0000001..c0615599, not '{text}'.");
            return IdList.Numbered(range.Groups["prefix"].Value, from.Length, last - first + 1, first);
        }
        if (!File.Exists(text)) throw new ArgumentException($"There is no file of {what}s '{text}'.");
        var ids = IdList.OfFile(text);
        return ids.Count > 0 ? ids : throw new ArgumentException($"There is no {what} in '{text}'.");
    }

    private static LoadMix MixOf(string text)
    {
        var mix = new LoadMix(0);
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=', StringSplitOptions.TrimEntries);
            if (pair.Length != 2 || !double.TryParse(
                pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double weight))
                throw new ArgumentException($"--mix is written like recommend=80,similar=15,ingest=5, not '{text}'.");
            mix = pair[0] switch
            {
                "recommend" => mix with { Recommend = weight },
                "similar" => mix with { Similar = weight },
                "ingest" => mix with { Ingest = weight },
                _ => throw new ArgumentException($"--mix knows recommend, similar and ingest, not '{pair[0]}'."),
            };
        }
        return mix;
    }

    private static int[] Counts(string list, string option) =>
    [
        .. list.Split(',', StringSplitOptions.TrimEntries).Select(text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
                ? count
                : throw new ArgumentException($"{option} is a list of numbers such as 100,500, not '{list}'.")),
    ];

    private static Option<string> List(string name, string description, string value, string help = "N,N,...") =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => value };

    [GeneratedRegex(@"^(?<prefix>.*?)(?<from>\d+)\.\.(?<prefix2>.*?)(?<to>\d+)$")]
    private static partial Regex Range();
}
