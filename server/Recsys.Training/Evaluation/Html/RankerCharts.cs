using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>How good each ranker is, and what its lists are like beyond that.</summary>
internal static class RankerCharts
{
    private static readonly (string Name, Func<MetricsAtCutoff, double?> Of, string About)[] Beyond =
    [
        ("coverage", at => at.Coverage, "share of the products that somebody is shown"),
        ("novelty", at => at.Novelty, "bits; higher is less known"),
        ("diversity", at => at.Diversity, "1 − cosine within a list, by who had the products"),
        ("popularity", at => at.PopularityPercentile, "mean place of what is shown, 1 is the most popular"),
    ];

    public static void Append(StringBuilder page, EvaluationView view)
    {
        page.Append(ReportPage.Section(
            "All rankers",
            "Simple models on the same data, each source of the pipeline alone, all sources merged, and the whole."));
        page.Append("<div class=\"charts\">")
            .Append(Bars(view, "ndcg", at => at.Ndcg)).Append(Bars(view, "recall", at => at.Recall));
        var pipeline = view.Pipeline;
        AppendCurves(
            page, "Recall against k: simple models and stages",
            [pipeline, .. view.Rankers.Where(ranker => ranker.Kind is "baseline" or "stage")]);
        AppendCurves(
            page, "Recall against k: single sources",
            [pipeline, .. view.Rankers.Where(ranker => ranker.Kind == "source")]);
        page.Append("</div></section>");
        page.Append(ReportPage.Section(
            "Beyond accuracy", "Lists may be right and yet all alike: what is shown, whether it is wanted or not."));
        page.Append("<div class=\"charts\">");
        foreach (var (name, of, about) in Beyond)
        {
            var chart = new BarChart($"{char.ToUpperInvariant(name[0])}{name[1..]}@{view.K}", about);
            foreach (var ranker in view.Rankers)
                if (of(view.At(ranker)) is { } value)
                    chart.Group(ranker.Name).Add(Kind(ranker), EvaluationView.StyleOf(ranker), value, value, value);
            page.Append(chart.ToHtml($"{name} of each ranker's lists of {view.K}."));
        }
        page.Append("</div></section>");
    }

    private static string Bars(EvaluationView view, string metric, Func<MetricsAtCutoff, double> of)
    {
        var chart = new BarChart($"{metric}@{view.K}", $"{metric}@{view.K}, with 95 % intervals");
        foreach (var ranker in view.Rankers.OrderByDescending(ranker => of(view.At(ranker))))
        {
            var at = view.At(ranker);
            var interval = at.Intervals.GetValueOrDefault(metric, new Interval(of(at), of(at)));
            chart.Group(ranker.Name)
                .Add(Kind(ranker), EvaluationView.StyleOf(ranker), of(at), interval.Low, interval.High);
        }
        return chart.ToHtml($"{metric} of each ranker at {view.K} with intervals; the figures are in the table.");
    }

    private static void AppendCurves(StringBuilder page, string title, List<RankerReport> rankers)
    {
        rankers = [.. rankers.Where(ranker => ranker.Curve.Count > 0)];
        if (rankers.Count < 2) return;
        var points = rankers.SelectMany(ranker => ranker.Curve).ToList();
        var chart = new Chart(
            title, ChartAxis.Log("k, logarithmic", 1, points.Max(point => point.K)),
            ChartAxis.Linear("recall", points.Max(point => point.Recall)));
        for (int i = 0; i < rankers.Count; i++)
            chart.Line(new ChartSeries(
                rankers[i].Name, i + 1, [.. rankers[i].Curve.Select(point => ((double)point.K, point.Recall))]));
        page.Append(chart.ToHtml("Mean recall against the length of the list, one line for each ranker."));
    }

    private static string Kind(RankerReport ranker) => ranker.Kind switch
    {
        "pipeline" => "the whole",
        "stage" => "all sources merged",
        "source" => "a source alone",
        _ => "a simple model",
    };
}
