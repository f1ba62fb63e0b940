using System.Text;
using Recsys.Charts;

namespace Recsys.LoadTest.Reports.Html;

/// <summary>Latency against the candidate count, or the page size where only that changes, and the stages it is made
/// of.</summary>
internal static class TopKCharts
{
    private const int MostStages = 8;
    private const double TallTail = 8;

    public static void Append(StringBuilder page, IReadOnlyList<StepResult> steps)
    {
        bool byPage = steps.Select(step => step.CandidateCount).Distinct().Count() == 1
            && steps.Select(step => step.PageSize).Distinct().Count() > 1;
        var line = LineOf(steps, byPage);
        bool curve = line.Count > 1;
        if (!curve && line[0].Stages.Count == 0) return;
        string what = byPage ? "page size" : "candidates (TopK)";
        string heading = byPage ? "Latency against page size" : "Latency against TopK";
        page.Append(ReportPage.Section(
            curve ? heading : "Where the time goes",
            curve
                ? "How much longer an answer takes when more products are looked at; left as the client saw it, right "
                    + "what the server spent on each stage."
                : "What the server spent on each stage."));
        page.Append("<div class=\"charts\">");
        if (curve) page.Append(Latency(line, byPage, what));
        page.Append(Stages(line, byPage, what)).Append("</div></section>");
    }

    // One step for each value: of several loads the one that is given as half, or the first.
    private static List<StepResult> LineOf(IReadOnlyList<StepResult> steps, bool byPage) =>
    [
        .. steps.Where(step => byPage || step.PageSize == steps[0].PageSize).GroupBy(step => At(step, byPage))
            .OrderBy(group => group.Key)
            .Select(group => group.FirstOrDefault(step => step.LoadFraction == 0.5) ?? group.First()),
    ];

    private static int At(StepResult step, bool byPage) => byPage ? step.PageSize : step.CandidateCount;

    private static string Latency(List<StepResult> line, bool byPage, string what)
    {
        double highest = line.Max(step => step.Latency.P99Us) / 1000;
        double lowest = line.Min(step => (step.ServerTotal?.Time ?? step.Latency).P50Us) / 1000;
        // A straight scale shows whether the curve is flat, unless a tail far above presses it to the floor.
        bool straight = highest < TallTail * line.Max(step => step.Latency.P50Us) / 1000;
        var chart = new Chart(
            "Latency", ChartAxis.Linear(what, line.Max(step => At(step, byPage))),
            straight ? ChartAxis.Linear("ms", highest) : ChartAxis.Log("ms, logarithmic", lowest, highest));
        chart.Line(new ChartSeries("p50", 1, Points(line, byPage, step => step.Latency.P50Us)))
            .Line(new ChartSeries("p99", 2, Points(line, byPage, step => step.Latency.P99Us)));
        if (line.All(step => step.ServerTotal is not null))
        {
            chart.Line(new ChartSeries("server p50", 3, Points(line, byPage, step => step.ServerTotal!.Time.P50Us)))
                .Line(new ChartSeries("server p99", 4, Points(line, byPage, step => step.ServerTotal!.Time.P99Us)));
        }
        return chart.ToHtml($"Latency in milliseconds against {what}; the figures are in the table of steps.");
    }

    private static List<(double, double)> Points(
        List<StepResult> line, bool byPage, Func<StepResult, double> us) =>
        [.. line.Select(step => ((double)At(step, byPage), us(step) / 1000))];

    private static string Stages(List<StepResult> line, bool byPage, string what)
    {
        string[] names =
        [
            .. line.SelectMany(step => step.Stages).Select(stage => stage.Stage).Where(name => name != "total")
                .Distinct().Take(MostStages),
        ];
        if (names.Length == 0) return "";
        // Places are counted, since values like 100 and 2000 would leave no room for the first bars.
        var places = new ChartAxis(
            what, value => (value + 0.5) / line.Count,
            [.. line.Select((step, i) => ((double)i, ChartAxis.Number(At(step, byPage))))]);
        double highest = line.Max(step => names.Sum(name => Median(step, name)));
        var chart = new Chart("Stages in the server, medians stacked", places, ChartAxis.Linear("ms", highest));
        double[] from = new double[line.Count];
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i];
            chart.Bars(name, i + 1, [.. line.Select((step, at) =>
            {
                double start = from[at];
                return (at - 0.3, start, from[at] = start + Median(step, name));
            })], 0.6);
        }
        return chart.ToHtml($"Median time of each stage in milliseconds against {what}, stacked.");
    }

    private static double Median(StepResult step, string name) =>
        (step.Stages.FirstOrDefault(stage => stage.Stage == name)?.Time.P50Us ?? 0) / 1000;
}
