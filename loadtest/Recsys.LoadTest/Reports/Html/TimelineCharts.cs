using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>How steps went: what was answered, failed and turned away, and the latency, part by part.</summary>
internal static class TimelineCharts
{
    private const int MostSteps = 3;

    public static void Append(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        var shown = steps.Where(step => step.Timeline.Count > 4).ToList();
        if (shown.Count == 0) return;
        if (shown.Count > MostSteps) shown = [shown[0], shown[shown.Count / 2], shown[^1]];
        page.Append(ReportPage.Section(
            "Over time", "A stall, a collection or a warm-up shows here as a gap and a peak; a level line is what you "
            + "want."));
        page.Append("<div class=\"charts\">");
        foreach (var step in shown) page.Append(Throughput(step)).Append(Latency(step));
        page.Append("</div></section>");
    }

    private static string Throughput(StepResult step)
    {
        // The last part is rarely whole, and what ends after the load would look like a collapse.
        var points = Whole(step);
        double highest = points.Max(point => (point.Answered + point.Failed + point.NotSent) / point.Length);
        var chart = new Chart(
            $"{Name(step)}: ends a second", ChartAxis.Linear("s", points[^1].Seconds + points[^1].Length),
            ChartAxis.Linear("requests/s", highest));
        double length = points[0].Length;
        chart.Bars("answered", 1, points.Select(p => (p.Seconds, 0.0, p.Answered / length)), length);
        if (points.Any(point => point.Failed > 0))
        {
            chart.Bars(
                "failed", 7, points.Select(p => (p.Seconds, p.Answered / length, (p.Answered + p.Failed) / length)),
                length);
        }
        if (points.Any(point => point.NotSent > 0))
        {
            chart.Bars(
                "not sent", 6,
                points.Select(p => (
                    p.Seconds, (p.Answered + p.Failed) / length, (p.Answered + p.Failed + p.NotSent) / length)),
                length);
        }
        return chart.ToHtml("Requests answered, failed and not sent a second over the time of the step.");
    }

    private static string Latency(StepResult step)
    {
        var points = Whole(step).Where(point => point.P99Us > 0).ToList();
        if (points.Count == 0) return "";
        var chart = new Chart(
            $"{Name(step)}: latency", ChartAxis.Linear("s", points[^1].Seconds + points[^1].Length),
            ChartAxis.Log("ms", points.Min(point => point.P50Us) / 1000, points.Max(point => point.P99Us) / 1000));
        chart.Line(new ChartSeries("p50", 1, [.. points.Select(p => (p.Seconds + p.Length / 2, p.P50Us / 1000))])
            { Dots = false });
        chart.Line(new ChartSeries("p99", 2, [.. points.Select(p => (p.Seconds + p.Length / 2, p.P99Us / 1000))])
            { Dots = false });
        return chart.ToHtml("Latency in milliseconds over the time of the step, logarithmic.");
    }

    private static IReadOnlyList<TimelinePoint> Whole(StepResult step)
    {
        var points = step.Timeline.Where(point => point.Seconds + point.Length <= step.Seconds + 1e-9).ToList();
        return points.Count > 0 ? points : step.Timeline;
    }

    private static string Name(StepResult step) => step.RatePerSecond is { } rate
        ? $"{step.CandidateCount} candidates at {ChartAxis.Number(rate)}/s"
        : $"{step.CandidateCount} candidates";
}
