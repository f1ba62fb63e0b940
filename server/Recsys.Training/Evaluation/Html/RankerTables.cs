using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>Every figure of a report as tables.</summary>
internal static class RankerTables
{
    public static void Append(StringBuilder page, EvaluationView view)
    {
        page.Append(ReportPage.Section("All figures", "Means over customers; the JSON report holds all digits."));
        foreach (var cutoff in view.Pipeline.Cutoffs) page.Append(Accuracy(view, cutoff.K));
        page.Append(Comparisons(view)).Append(Slices(view)).Append("</section>");
    }

    private static string Accuracy(EvaluationView view, int k)
    {
        var table = new HtmlTable(
            $"At {k}", "ranker", "recall", "95 %", "ndcg", "95 %", "hit rate", "precision", "mrr", "coverage",
            "novelty", "diversity", "gini", "popularity");
        foreach (var ranker in view.Report.Rankers)
        {
            var at = ranker.Cutoffs.First(one => one.K == k);
            table.Row(
                [
                    ranker.Name, EvaluationPage.Number(at.Recall), Between(at, "recall"),
                    EvaluationPage.Number(at.Ndcg), Between(at, "ndcg"), EvaluationPage.Number(at.HitRate),
                    EvaluationPage.Number(at.Precision), EvaluationPage.Number(at.Mrr),
                    EvaluationPage.Number(at.Coverage), ChartAxis.Number(at.Novelty),
                    EvaluationPage.Number(at.Diversity), EvaluationPage.Number(at.Gini),
                    EvaluationPage.Number(at.PopularityPercentile),
                ],
                main: ranker.Kind == "pipeline");
        }
        return table.ToHtml();
    }

    private static string Comparisons(EvaluationView view)
    {
        var table = new HtmlTable(
            "Paired comparisons", "ranker", "with", "metric", "k", "difference", "95 %", "relative", "95 %");
        foreach (var ranker in view.Report.Rankers)
        {
            foreach (var one in ranker.Comparisons.Where(one => one.Metric is "recall" or "ndcg"))
                table.Row(
                    [
                        ranker.Name, one.With, one.Metric, ChartAxis.Number(one.K),
                        EvaluationPage.Number(one.Difference),
                        $"{EvaluationPage.Number(one.DifferenceInterval.Low)} – "
                        + EvaluationPage.Number(one.DifferenceInterval.High),
                        one.Relative is { } relative ? EvaluationPage.Percent(relative) : "–",
                        one.RelativeInterval is { } range
                            ? $"{EvaluationPage.Percent(range.Low)} to {EvaluationPage.Percent(range.High)}"
                            : "–",
                    ],
                    main: ranker.Kind == "pipeline");
        }
        return table.ToHtml();
    }

    private static string Slices(EvaluationView view)
    {
        if (view.Report.Slices.Count == 0) return "";
        var table = new HtmlTable(
            $"Slices at {view.Report.Slices[0].K}", "slice", "by", "customers", "to find", "ranker", "recall", "95 %",
            "ndcg", "95 %");
        foreach (var slice in view.Report.Slices)
        {
            foreach (var one in slice.Rankers)
                table.Row(
                    [
                        slice.Name, slice.Dimension.Replace('_', ' '), ChartAxis.Number(slice.Customers),
                        ChartAxis.Number(slice.ProductsToFind), one.Name, EvaluationPage.Number(one.Recall),
                        $"{EvaluationPage.Number(one.RecallInterval.Low)} – "
                        + EvaluationPage.Number(one.RecallInterval.High),
                        EvaluationPage.Number(one.Ndcg),
                        $"{EvaluationPage.Number(one.NdcgInterval.Low)} – "
                        + EvaluationPage.Number(one.NdcgInterval.High),
                    ],
                    main: one.Name == view.Pipeline.Name);
        }
        return table.ToHtml();
    }

    private static string Between(MetricsAtCutoff at, string metric) =>
        at.Intervals.TryGetValue(metric, out var interval)
            ? $"{EvaluationPage.Number(interval.Low)} – {EvaluationPage.Number(interval.High)}"
            : "–";
}
