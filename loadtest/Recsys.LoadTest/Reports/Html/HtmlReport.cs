using System.Globalization;
using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>
/// A report as one page that holds everything: no script, no network, light and dark as the reader's system is. The
/// curves are drawn when it is written, and every figure of theirs stands in a table, too.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static string Of(LoadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var steps = report.Sweep.ToList();
        if (steps.Count == 0) steps = [.. report.Steps];
        var page = new StringBuilder();
        AppendHead(page, report, steps);
        if (steps.Count > 0)
        {
            TopKCharts.Append(page, steps);
            LoadCharts.Append(page, report);
            DistributionCharts.Append(page, steps);
            TimelineCharts.Append(page, steps);
        }
        ReportTables.Append(page, report, steps);
        AppendEnvironment(page, report);
        return ReportPage.Of($"Load test of {report.Host}", page.Append(Footer).ToString());
    }

    internal static string Ms(double microseconds) => ChartAxis.Number(microseconds / 1000);

    private static void AppendHead(StringBuilder page, LoadReport report, IReadOnlyList<StepResult> steps)
    {
        string time = report.StartedAt.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
        string latency = report.Loop == "open"
            ? "Requests left on schedule whatever the server did; latency counts from the time each was due."
            : "Each request was sent when one before was answered, so a slow server was asked less.";
        page.Append("<header><p class=\"eyebrow\">Load test</p>")
            .Append($"<h1>{ReportPage.Text(Headline(report, steps))}</h1>")
            .Append($"<p class=\"lead\">{ReportPage.Text(report.Host)} on {time} UTC: {report.Loop} loop, ")
            .Append($"{ReportPage.Text(report.Load)}. ")
            .Append($"{latency}{(report.Interrupted ? " It was interrupted: these are the figures so far." : "")}</p>");
        if (steps.Count > 0)
            page.Append(ReportPage.Cards(Cards(report, steps)));
        if (report.Notes.Count > 0)
        {
            page.Append("<ul class=\"notes\">");
            foreach (string note in report.Notes) page.Append($"<li>{ReportPage.Text(note)}</li>");
            page.Append("</ul>");
        }
        page.Append("</header>");
    }

    private static string Headline(LoadReport report, IReadOnlyList<StepResult> steps)
    {
        if (steps.Count == 0) return "Nothing was measured";
        var step = Main(steps);
        string at = step.RatePerSecond is { } rate ? $" at {ChartAxis.Number(rate)} requests a second" : "";
        return $"{Ms(step.Latency.P50Us)} ms for {step.CandidateCount} candidates{at}";
    }

    // What most readers ask for first: 500 candidates where they were measured.
    private static StepResult Main(IReadOnlyList<StepResult> steps) =>
        steps.FirstOrDefault(step => step is { CandidateCount: 500, LoadFraction: 0.5 })
        ?? steps.FirstOrDefault(step => step.CandidateCount == 500) ?? steps[0];

    private static IEnumerable<(string Name, string Value, string Unit)> Cards(
        LoadReport report, IReadOnlyList<StepResult> steps)
    {
        var step = Main(steps);
        yield return ("Latency, p50 / p99", $"{Ms(step.Latency.P50Us)} / {Ms(step.Latency.P99Us)}", "ms");
        if (step.ServerTotal is { Time: var time })
            yield return ("Of it in the server", $"{Ms(time.P50Us)} / {Ms(time.P99Us)}", "ms");
        if (report.Searches.FirstOrDefault(search => search.CandidateCount == step.CandidateCount) is { } found)
            yield return ($"Highest rate, {found.Target}", ChartAxis.Number(found.RatePerSecond), "requests/s");
        else
            yield return ("Answered", ChartAxis.Number(step.AnsweredPerSecond), "requests/s");
        long failed = steps.Sum(one => one.FailureCount), notSent = steps.Sum(one => one.NotSent);
        string all = ChartAxis.Number(steps.Sum(one => one.Requests));
        yield return ("Failed / not sent", $"{failed} / {notSent}", $"of {all}");
        if (report.Loop == "open") yield return ("Sent late, p99", Ms(step.SendDelay.P99Us), "ms");
        yield return ("Generator", ChartAxis.Number(step.GeneratorCpuUs), "µs of processor a request");
    }

    private static void AppendEnvironment(StringBuilder page, LoadReport report)
    {
        var e = report.Environment ?? new LoadEnvironment();
        (string, string?)[] facts =
        [
            ("Server", report.Host), ("Server version", e.ServerVersion),
            ("Server processors", Count(e.ServerProcessorCount)),
            ("Server memory", e.ServerResidentBytes is { } bytes ? $"{ChartAxis.Number(bytes / 1048576.0)} MiB" : null),
            ("Model", e.ModelVersion), ("Products", Count(e.ProductCount)),
            ("Products in the index", Count(e.IndexedProductCount)), ("Customer records", Count(e.CustomerCount)),
            ("Recall of the index, sampled", e.IndexRecall?.ToString("0.0000", CultureInfo.InvariantCulture)),
            ("Generator's processor", e.GeneratorProcessor),
            ("Generator's processors", Count(e.GeneratorProcessorCount)), ("Generator's system", e.GeneratorSystem),
            ("Generator's runtime", e.GeneratorRuntime),
            ("Calls", string.Join(", ", report.Mix.Where(w => w.Value > 0).Select(w => $"{w.Key} {w.Value:0.##}"))),
            ("Customers asked for",
                report.CustomerCount > 0 ? $"{report.CustomerCount}, Zipf {report.CustomerZipf:0.##}" : null),
            ("Products asked about",
                report.ProductCount > 0 ? $"{report.ProductCount}, Zipf {report.ProductZipf:0.##}" : null),
            ("In flight", $"{(report.Loop == "open" ? "at most " : "")}{report.Concurrency}"),
            ("Seed", report.Seed.ToString(CultureInfo.InvariantCulture)),
        ];
        page.Append(ReportPage.Section("Where and how", "What to know before these figures are compared with others."))
            .Append(ReportPage.Facts(facts)).Append("</section>");
    }

    private static string? Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture);

    private const string Footer = """
        <footer><p>Percentiles come from log-linear histograms and are at most 0.2 % too high. Latency holds answered
        requests and those that ran into their deadline; other failures are counted and kept out, since a quick refusal
        is no fast answer.</p><p>The server’s own times come with each answer as a server-timing trailer; what lies
        between them and the client’s latency is the network, HTTP/2, waiting for a processor and the
        generator.</p></footer>
        """;
}
