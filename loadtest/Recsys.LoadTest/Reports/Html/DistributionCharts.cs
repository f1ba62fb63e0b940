using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>Where latencies lie: by percentile with a nine a step, and as the part answered within a time.</summary>
internal static class DistributionCharts
{
    // More lines than this are no picture; the table has them all.
    private const int MostLines = 6;
    private const int MostPoints = 160;

    public static void Append(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        var shown = steps.Where(step => step.Latency.Count > 0).ToList();
        if (shown.Count == 0) return;
        if (shown.Count > MostLines)
            shown = [.. Enumerable.Range(0, MostLines).Select(i => shown[i * (shown.Count - 1) / (MostLines - 1)])];
        page.Append(ReportPage.Section(
            "The whole distribution",
            "Left, how bad the worst one in ten, in a hundred, in a thousand is; right, which part is answered within "
            + "a time. Averages would hide both."));
        page.Append("<div class=\"charts\">").Append(Percentiles(shown)).Append(Parts(shown))
            .Append("</div></section>");
    }

    private static string Percentiles(List<StepResult> steps)
    {
        double nines = Math.Clamp(Math.Log10(2 * steps.Max(step => step.Latency.Count)), 2, 5);
        var chart = new Chart("By percentile", ChartAxis.Nines("percentile", nines), TimeAxis(steps, 0.01));
        for (int i = 0; i < steps.Count; i++)
        {
            chart.Line(new ChartSeries(Name(steps, i), i + 1, [.. Curve(steps[i])]) { Dots = false });
        }
        return chart.ToHtml("Latency in milliseconds by percentile; both scales are logarithmic.");
    }

    private static string Parts(List<StepResult> steps)
    {
        var chart = new Chart("Answered within", TimeAxis(steps, 0.001), ChartAxis.Linear("% of requests", 100));
        for (int i = 0; i < steps.Count; i++)
        {
            var points = Curve(steps[i]).Select(point => (point.Y, point.X * 100));
            chart.Line(new ChartSeries(Name(steps, i), i + 1, [.. points]) { Dots = false });
        }
        return chart.ToHtml("Part of the requests that were answered within a time in milliseconds.");
    }

    private static ChartAxis TimeAxis(List<StepResult> steps, double from) => ChartAxis.Log(
        "ms", steps.Min(step => step.LatencyUs(from)) / 1000, steps.Max(step => step.Latency.MaxUs) / 1000);

    // The part of requests at or below each bucket, thinned where many follow closely.
    private static IEnumerable<(double X, double Y)> Curve(StepResult step)
    {
        var buckets = step.Histogram;
        long all = buckets.Count.Sum(), seen = 0;
        double last = double.NegativeInfinity;
        for (int i = 0; i < buckets.Count.Count; i++)
        {
            seen += buckets.Count[i];
            // The last request alone has no percentile of its own: it stands where half of it is below.
            double part = seen == all ? 1 - 0.5 / all : (double)seen / all;
            double place = -Math.Log10(1 - part);
            if (place - last < 5.0 / MostPoints && i < buckets.Count.Count - 1 && seen < all && i > 0) continue;
            last = place;
            yield return (part, Math.Min(buckets.UpperNs[i], buckets.MaxNs) / 1e6);
        }
    }

    private static string Name(List<StepResult> steps, int index)
    {
        var step = steps[index];
        string name = $"{step.CandidateCount} candidates";
        if (steps.Select(one => one.PageSize).Distinct().Count() > 1) name += $", page {step.PageSize}";
        return steps.Select(one => one.RatePerSecond).Distinct().Count() > 1 && step.RatePerSecond is { } rate
            ? $"{name}, {ChartAxis.Number(rate)}/s"
            : name;
    }
}
