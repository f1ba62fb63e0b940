using System.Globalization;
using System.Text;

namespace Recsys.LoadTest.Reports;

/// <summary>A report as tables for people.</summary>
public static class TextReport
{
    private static readonly string[] Columns =
        ["candidates", "requests", "req/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "failed"];

    /// <summary>Writes the tables.</summary>
    public static string Of(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        string load = report.RatePerSecond is { } rate
            ? Invariant($"open loop at {rate} requests a second, latency from the time each was due")
            : Invariant($"closed loop, concurrency {report.Concurrency}");
        text.AppendLine(Invariant(
            $"{report.Host}: {load}; {report.CustomerCount} customers, Zipf {report.ZipfExponent}"));
        text.AppendLine();
        Append(text, Columns, report.Steps.Select(Row));
        foreach (var step in report.Steps) AppendFailures(text, step);
        AppendStages(text, report);
        return text.ToString();
    }

    private static string[] Row(StepResult step) =>
    [
        Invariant($"{step.CandidateCount}"), Invariant($"{step.Requests}"), Invariant($"{step.AnsweredPerSecond:0}"),
        Ms(step.Latency.P50Us), Ms(step.Latency.P90Us), Ms(step.Latency.P99Us), Ms(step.Latency.P999Us),
        Ms(step.Latency.MaxUs), Invariant($"{step.Failures.Values.Sum()}"),
    ];

    private static void AppendFailures(StringBuilder text, StepResult step)
    {
        foreach (var (status, count) in step.Failures.OrderBy(failure => failure.Key, StringComparer.Ordinal))
            text.AppendLine(Invariant($"failed at {step.CandidateCount} candidates: {count} × {status}"));
    }

    private static void AppendStages(StringBuilder text, LoadReport report)
    {
        string[] names = [.. report.Steps.SelectMany(step => step.Stages).Select(stage => stage.Stage).Distinct()];
        if (names.Length == 0) return;
        text.AppendLine();
        text.AppendLine("Stages on the server, p50 µs, one request at a time:");
        Append(text, ["candidates", .. names], report.Steps.Select(step => (string[])
            [Invariant($"{step.CandidateCount}"), .. names.Select(name => StageOf(step, name))]));
    }

    private static string StageOf(StepResult step, string name) =>
        step.Stages.FirstOrDefault(stage => stage.Stage == name) is { } found
            ? Invariant($"{found.Time.P50Us:0}")
            : "-";

    private static void Append(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (var row in all)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column]))));
    }

    private static string Ms(double microseconds) => Invariant($"{microseconds / 1000:0.000}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
