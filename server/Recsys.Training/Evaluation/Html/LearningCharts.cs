using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>How the losses of training fell.</summary>
internal static class LearningCharts
{
    public static void Append(StringBuilder page, EvaluationReport report)
    {
        var curves = report.LearningCurves.Where(curve => curve.Points.Count > 1).ToList();
        if (curves.Count == 0) return;
        page.Append(ReportPage.Section(
            "Learning curves",
            "Mean loss of the pass so far, by stage of training; a new pass begins with a step. Losses of different "
            + "stages have nothing in common."));
        page.Append("<div class=\"charts\">");
        foreach (var curve in curves)
        {
            var chart = new Chart(
                char.ToUpperInvariant(curve.Stage[0]) + curve.Stage[1..], ChartAxis.Linear("% of the training", 100),
                ChartAxis.Between(
                    "loss", curve.Points.Min(point => point.Loss), curve.Points.Max(point => point.Loss)));
            chart.Line(new ChartSeries(
                "loss", 1, [.. curve.Points.Select(point => (100 * point.Fraction, point.Loss))]) { Dots = false });
            page.Append(chart.ToHtml($"Loss of {curve.Stage} over its training."));
        }
        page.Append("</div></section>");
    }
}
