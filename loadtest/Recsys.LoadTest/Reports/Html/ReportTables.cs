using System.Globalization;
using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>Every figure of a report as tables.</summary>
internal static class ReportTables
{
    public static void Append(StringBuilder page, LoadReport report, IReadOnlyList<StepResult> steps)
    {
        page.Append(ReportPage.Section("All figures", "Times in milliseconds unless said otherwise."));
        AppendSteps(page, steps);
        AppendMethods(page, steps);
        AppendStages(page, steps);
        foreach (var search in report.Searches) AppendSearch(page, search);
        page.Append("</section>");
    }

    private static void AppendSteps(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        Begin(
            page, "Steps", "candidates", "page", "due/s", "answered/s", "requests", "p50", "p90", "p99", "p99.9",
            "p99.99", "max", "server p50", "server p99", "from sending, p99", "sent late, p99", "failed", "not sent");
        foreach (var step in steps)
        {
            var l = step.Latency;
            Row(
                page, Cell(step.CandidateCount), Cell(step.PageSize), Cell(step.RatePerSecond),
                Cell(step.AnsweredPerSecond), Cell(step.Requests), Ms(l.P50Us), Ms(l.P90Us), Ms(l.P99Us), Ms(l.P999Us),
                Ms(l.P9999Us), Ms(l.MaxUs), Ms(step.ServerTotal?.Time.P50Us), Ms(step.ServerTotal?.Time.P99Us),
                Ms(step.LatencyFromSend.P99Us), Ms(step.SendDelay.P99Us), Bad(step.FailureCount, step.Failures),
                Bad(step.NotSent, null));
        }
        End(page);
    }

    private static void AppendMethods(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        if (steps.All(step => step.Methods.Count < 2)) return;
        Begin(page, "Calls", "call", "candidates", "due/s", "sent", "p50", "p90", "p99", "p99.9", "max", "failed");
        foreach (var step in steps)
        {
            foreach (var method in step.Methods)
            {
                var l = method.Latency;
                Row(
                    page, $"<td class=\"text\">{ReportPage.Text(method.Method)}</td>", Cell(step.CandidateCount),
                    Cell(step.RatePerSecond), Cell(method.Sent), Ms(l.P50Us), Ms(l.P90Us), Ms(l.P99Us), Ms(l.P999Us),
                    Ms(l.MaxUs), Bad(method.Failures.Values.Sum(), method.Failures));
            }
        }
        End(page);
    }

    private static void AppendStages(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        string[] names = [.. steps.SelectMany(step => step.Stages).Select(stage => stage.Stage).Distinct()];
        if (names.Length == 0) return;
        Begin(
            page, "Stages in the server, p50 / p99",
            ["candidates", "page", "due/s", .. names]);
        foreach (var step in steps)
        {
            Row(
                page,
                [
                    Cell(step.CandidateCount), Cell(step.PageSize), Cell(step.RatePerSecond),
                    .. names.Select(name => step.Stages.FirstOrDefault(stage => stage.Stage == name) is { Time: var t }
                        ? $"<td>{HtmlReport.Ms(t.P50Us)} / {HtmlReport.Ms(t.P99Us)}</td>"
                        : Dash),
                ]);
        }
        End(page);
    }

    private static void AppendSearch(StringBuilder page, RateSearchResult search)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"The search for the highest rate with {search.Target} at {search.CandidateCount} candidates, page ")
            + $"{search.PageSize}: {ChartAxis.Number(search.RatePerSecond)} requests/s. {search.Decision}";
        Begin(page, title, "requests/s", "held", "answered/s", "why");
        foreach (var attempt in search.Tries)
        {
            Row(
                page, Cell(attempt.RatePerSecond),
                attempt.Held ? "<td class=\"good\">yes</td>" : "<td class=\"bad\">no</td>",
                Cell(attempt.AnsweredPerSecond), $"<td class=\"text\">{ReportPage.Text(attempt.Reason)}</td>");
        }
        End(page);
    }

    private const string Dash = "<td>–</td>";

    private static void Begin(StringBuilder page, string title, params string[] columns)
    {
        // A table that is scrolled sideways has to be reached by the keyboard, too.
        page.Append($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{ReportPage.Text(title)}\">")
            .Append($"<table><caption>{ReportPage.Text(title)}</caption><thead><tr>");
        foreach (string column in columns)
        {
            string style = column is "call" or "why" ? " class=\"text\"" : "";
            page.Append($"<th scope=\"col\"{style}>{ReportPage.Text(column)}</th>");
        }
        page.Append("</tr></thead><tbody>");
    }

    private static void End(StringBuilder page) => page.Append("</tbody></table></div>");

    private static void Row(StringBuilder page, params string[] cells) =>
        page.Append("<tr>").AppendJoin("", cells).Append("</tr>");

    private static string Cell(double? value) => value is { } number ? $"<td>{ChartAxis.Number(number)}</td>" : Dash;

    private static string Ms(double? us) => us is { } value ? $"<td>{HtmlReport.Ms(value)}</td>" : Dash;

    private static string Bad(long count, IReadOnlyDictionary<string, long>? why)
    {
        if (count == 0) return "<td>0</td>";
        string reasons = why is null ? "" : " " + string.Join(", ", why.Select(pair => pair.Key));
        return $"<td class=\"bad\">{count}{ReportPage.Text(reasons)}</td>";
    }
}
