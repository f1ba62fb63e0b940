using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>What the ranker's probabilities are worth.</summary>
internal static class ProbabilityCharts
{
    public static void Append(StringBuilder page, EvaluationReport report)
    {
        var scorer = report.Scorer;
        if (scorer.Roc.Count == 0) return;
        page.Append(ReportPage.Section(
            "The ranker's probabilities",
            $"Products to find ({scorer.Positives}) against others drawn evenly ({scorer.Negatives}), weighted up to "
            + "all they stand for. Training asks what is bought within its own horizon, the test over its own time: "
            + "the line may lie above or below the ideal one, but should be straight."));
        page.Append("<div class=\"charts\">");
        if (scorer.Calibration.Count > 1) page.Append(Calibration(scorer.Calibration));
        var roc = new Chart(
            $"ROC, area {EvaluationPage.Number(scorer.Auc)}", ChartAxis.Linear("false positives", 1),
            ChartAxis.Linear("true positives", 1));
        roc.Line(new ChartSeries(
                scorer.Name, 1, [.. scorer.Roc.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))])
            { Dots = false })
            .Line(new ChartSeries("by chance", 6, [(0, 0), (1, 1)]) { Dots = false });
        page.Append(roc.ToHtml("The share of what was bought against the share of what was not, over all thresholds."))
            .Append("</div></section>");
    }

    private static string Calibration(IReadOnlyList<CalibrationBin> bins)
    {
        double lowest = bins.Min(bin => Math.Min(bin.Predicted, Math.Max(bin.Interval.Low, bin.Observed / 2)));
        double highest = bins.Max(bin => Math.Max(bin.Predicted, bin.Interval.High));
        lowest = Math.Max(lowest, 1e-6);
        var chart = new Chart(
            "Calibration", ChartAxis.Log("said, logarithmic", lowest, highest),
            ChartAxis.Log("came true, logarithmic", lowest, highest));
        chart.Line(new ChartSeries("ideal", 6, [(lowest, lowest), (highest, highest)]) { Dots = false });
        foreach (var bin in bins) chart.Range(1, bin.Predicted, bin.Interval.Low, bin.Interval.High);
        chart.Line(new ChartSeries("ranker", 1, [.. bins.Select(bin => (bin.Predicted, bin.Observed))]));
        return chart.ToHtml("What share of products came true against what the ranker said, with 95 % intervals.");
    }
}
