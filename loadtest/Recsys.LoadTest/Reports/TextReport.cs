using System.Globalization;
using System.Text;

namespace Recsys.LoadTest.Reports;

/// <summary>A report as tables for people.</summary>
public static class TextReport
{
    private static readonly string[] Columns =
    [
        "candidates", "page", "due/s", "answered/s", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "failed",
        "not sent", "send delay p99 ms", "server p50 ms", "server p99 ms",
    ];

    /// <summary>Writes the tables.</summary>
    public static string Of(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        string latency = report.Loop == "open" ? ", latency from the time each request was due" : "";
        Line(text, $"{report.Host}: {report.Loop} loop, {report.Load}{latency}");
        Line(text, $"{WhoOf(report)}{WhereOf(report.Environment)}");
        if (report.Interrupted) Line(text, $"Interrupted: these are the figures so far.");
        foreach (var search in report.Searches) AppendSearch(text, search);
        text.Append('\n');
        var steps = report.Sweep.ToList();
        Append(text, Columns, steps.Select(Row));
        foreach (var step in steps) AppendFailures(text, step);
        AppendMethods(text, steps);
        AppendStages(text, steps);
        if (steps.Count > 0)
        {
            Line(text, $"");
            Line(text, $"The generator used {steps.Average(step => step.GeneratorCpuUs):0} µs of processor a request.");
        }
        foreach (string note in report.Notes) Line(text, $"Note: {note}");
        return text.ToString();
    }

    private static string WhoOf(LoadReport report)
    {
        string products = report.ProductCount > 0
            ? Invariant($", {report.ProductCount} products, Zipf {report.ProductZipf}")
            : "";
        // A recording names its own customers and products.
        if (report.CustomerCount == 0) return Invariant($"seed {report.Seed}{products}");
        return Invariant($"{report.CustomerCount} customers, Zipf {report.CustomerZipf}{products}, seed {report.Seed}");
    }

    private static string WhereOf(LoadEnvironment? environment) => environment is { ServerVersion: not null }
        ? Invariant($"; server {environment.ServerVersion}, model {environment.ModelVersion ?? "none"}, ")
            + Invariant($"{environment.ProductCount} products, {environment.ServerProcessorCount} processors")
        : "";

    private static void AppendSearch(StringBuilder text, RateSearchResult search)
    {
        text.Append('\n');
        string shape = $"{search.CandidateCount} candidates, page {search.PageSize}";
        Line(text, $"The highest rate with {search.Target} at {shape}:");
        Append(text, ["requests/s", "held", "why"], search.Tries.Select(attempt => (string[])
            [Invariant($"{attempt.RatePerSecond:0.#}"), attempt.Held ? "yes" : "no", attempt.Reason]));
        Line(text, $"{search.RatePerSecond:0.#} requests/s. {search.Decision}");
    }

    private static string[] Row(StepResult step) =>
    [
        Invariant($"{step.CandidateCount}"), Invariant($"{step.PageSize}"),
        step.RatePerSecond is { } rate ? Invariant($"{rate:0.#}") : "-", Invariant($"{step.AnsweredPerSecond:0.#}"),
        Ms(step.Latency.P50Us), Ms(step.Latency.P90Us), Ms(step.Latency.P99Us), Ms(step.Latency.P999Us),
        Ms(step.Latency.MaxUs), Invariant($"{step.FailureCount}"), Invariant($"{step.NotSent}"),
        Ms(step.SendDelay.P99Us), Ms(step.ServerTotal?.Time.P50Us), Ms(step.ServerTotal?.Time.P99Us),
    ];

    private static void AppendFailures(StringBuilder text, StepResult step)
    {
        foreach (var (status, count) in step.Failures.OrderBy(failure => failure.Key, StringComparer.Ordinal))
            Line(text, $"failed at {step.CandidateCount} candidates: {count} × {status}");
    }

    private static void AppendMethods(StringBuilder text, IReadOnlyList<StepResult> steps)
    {
        if (steps.All(step => step.Methods.Count < 2)) return;
        text.Append('\n');
        Append(
            text, ["candidates", "call", "sent", "p50 ms", "p99 ms", "p99.9 ms", "failed"],
            steps.SelectMany(step => step.Methods.Select(method => (string[])
            [
                Invariant($"{step.CandidateCount}"), method.Method, Invariant($"{method.Sent}"),
                Ms(method.Latency.P50Us), Ms(method.Latency.P99Us), Ms(method.Latency.P999Us),
                Invariant($"{method.Failures.Values.Sum()}"),
            ])));
    }

    private static void AppendStages(StringBuilder text, IReadOnlyList<StepResult> steps)
    {
        string[] names = [.. steps.SelectMany(step => step.Stages).Select(stage => stage.Stage).Distinct()];
        if (names.Length == 0) return;
        text.Append('\n');
        Line(text, $"Stages on the server, p50 / p99 ms:");
        Append(text, ["candidates", "page", "due/s", .. names], steps.Select(step => (string[])
        [
            Invariant($"{step.CandidateCount}"), Invariant($"{step.PageSize}"),
            step.RatePerSecond is { } rate ? Invariant($"{rate:0.#}") : "-",
            .. names.Select(name => StageOf(step, name)),
        ]));
    }

    private static string StageOf(StepResult step, string name) =>
        step.Stages.FirstOrDefault(stage => stage.Stage == name) is { } found
            ? $"{Ms(found.Time.P50Us)} / {Ms(found.Time.P99Us)}"
            : "-";

    private static void Append(StringBuilder text, string[] header, IEnumerable<string[]> rows)
    {
        string[][] all = [header, .. rows];
        int[] widths = [.. header.Select((_, column) => all.Max(row => row[column].Length))];
        foreach (var row in all)
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadLeft(widths[column])))).Append('\n');
    }

    private static string Ms(double? microseconds) =>
        microseconds is { } value ? Invariant($"{value / 1000:0.000}") : "-";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(Invariant(line)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
