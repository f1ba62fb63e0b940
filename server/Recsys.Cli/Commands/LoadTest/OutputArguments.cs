using System.CommandLine;
using Recsys.Cli.Terminal;
using Recsys.LoadTest;
using Recsys.LoadTest.Reports;
using Recsys.LoadTest.Reports.Html;
using Recsys.LoadTest.Requests;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>Where `recsys loadtest` puts its report.</summary>
internal sealed class OutputArguments
{
    private readonly Option<string?> _json = new("--json")
    {
        Description = "Write the whole report as JSON to this file, or to standard output instead of the table.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<FileInfo?> _csv = Arguments.FileOf("--csv", "Write a line for each step to this file.");

    private readonly Option<FileInfo?> _html = Arguments.FileOf(
        "--html", "Write the report with its curves to this file, as one page that needs nothing else.");

    private readonly Option<FileInfo?> _record = Arguments.FileOf(
        "--record", "Write the measured requests to this file, for --replay.");

    public IEnumerable<Option> Options => [_json, _csv, _html, _record];

    /// <summary>Keeps requests for a recording where one is asked for.</summary>
    public LoadTestOptions Apply(ParseResult parsed, LoadTestOptions options) =>
        parsed.GetValue(_record) is null ? options : options with { Recorder = new RequestRecorder() };

    /// <summary>Writes everything that was asked for. Not cut short: after Ctrl-C this is the report so far.</summary>
    public async Task WriteAsync(ParseResult parsed, LoadTestOptions options, LoadReport report)
    {
        await WriteFileAsync(parsed.GetValue(_csv)?.FullName, () => CsvReport.Of(report));
        await WriteFileAsync(parsed.GetValue(_html)?.FullName, () => HtmlReport.Of(report));
        bool json = parsed.GetResult(_json) is not null;
        string? file = parsed.GetValue(_json);
        if (json) await WriteFileAsync(file, () => JsonReport.Of(report) + "\n");
        if (parsed.GetValue(_record) is { } record && options.Recorder is { } recorder)
        {
            await File.WriteAllLinesAsync(record.FullName, recorder.ToLines());
            if (recorder.Left > 0) Say.Line($"{recorder.Left} requests more than a recording holds were left out.");
        }
        Console.Out.Write(json && file is null ? JsonReport.Of(report) + "\n" : TextReport.Of(report));
    }

    private static async Task WriteFileAsync(string? path, Func<string> text)
    {
        if (path is not null) await File.WriteAllTextAsync(path, text());
    }
}
