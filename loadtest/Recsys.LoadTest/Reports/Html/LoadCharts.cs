using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>Latency against load: how it grows toward the highest rate, with the search's tries.</summary>
internal static class LoadCharts
{
    private const int MostCharts = 6;

    public static void Append(StringBuilder page, LoadReport report)
    {
        var shapes = report.Steps.Where(step => step is { RatePerSecond: > 0, Latency.Count: > 0 })
            .GroupBy(step => (step.CandidateCount, step.PageSize))
            .Where(group => group.Select(step => step.RatePerSecond).Distinct().Count() > 1).Take(MostCharts).ToList();
        if (shapes.Count == 0) return;
        page.Append(ReportPage.Section(
            "Latency against load",
            "Every system is fast when nobody asks. Toward its highest rate the queue grows and so does the wait, "
            + "first of the unlucky requests (p99), then of all (p50). The scale is logarithmic."));
        page.Append("<div class=\"charts\">");
        foreach (var shape in shapes)
        {
            var found = report.Searches.FirstOrDefault(search =>
                (search.CandidateCount, search.PageSize) == shape.Key);
            page.Append(Draw(shape.Key.CandidateCount, shape.Key.PageSize, [.. shape], found));
        }
        page.Append("</div></section>");
    }

    private static string Draw(int candidates, int pageSize, List<StepResult> steps, RateSearchResult? found)
    {
        // A rate that was tried twice shows what it held at its better try.
        var line = steps.GroupBy(step => step.RatePerSecond!.Value).OrderBy(group => group.Key)
            .Select(group => group.MinBy(step => step.Latency.P99Us)!).ToList();
        double lowest = line.Min(step => (step.ServerTotal?.Time ?? step.Latency).P50Us) / 1000;
        double highest = line.Max(step => step.Latency.P99Us) / 1000;
        var chart = new Chart(
            $"{candidates} candidates, page {pageSize}",
            ChartAxis.Linear("requests due a second", line.Max(step => step.RatePerSecond!.Value)),
            ChartAxis.Log("ms", lowest, highest));
        if (found is { RatePerSecond: > 0 } && RateTargetOf(found) is { } limit && limit >= lowest && limit <= highest)
            chart.Level(limit, found.Target);
        if (found is { RatePerSecond: > 0 })
            chart.Mark(found.RatePerSecond, $"highest: {ChartAxis.Number(found.RatePerSecond)}/s");
        chart.Line(new ChartSeries("p50", 1, Points(line, step => step.Latency.P50Us)))
            .Line(new ChartSeries("p99", 2, Points(line, step => step.Latency.P99Us)));
        if (line.All(step => step.ServerTotal is not null))
            chart.Line(new ChartSeries("server p50", 3, Points(line, step => step.ServerTotal!.Time.P50Us)));
        return chart.ToHtml(
            $"Latency in milliseconds against requests a second at {candidates} candidates, logarithmic.");
    }

    private static double? RateTargetOf(RateSearchResult found) =>
        found.Target.Split(' ') is [.., var ms, "ms"]
        && double.TryParse(ms, System.Globalization.CultureInfo.InvariantCulture, out double limit)
            ? limit
            : null;

    private static List<(double, double)> Points(List<StepResult> line, Func<StepResult, double> us) =>
        [.. line.Select(step => (step.RatePerSecond!.Value, us(step) / 1000))];
}
