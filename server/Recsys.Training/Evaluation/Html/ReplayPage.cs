using System.Globalization;
using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>A replay's report as one page that holds everything.</summary>
public static class ReplayPage
{
    private static readonly int[] Styles = [6, 3, 2, 1, 4, 5];

    /// <summary>Writes the page.</summary>
    public static string Of(ReplayReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var all = report.Slices[0];
        var best = all.Results.MaxBy(result => result.Ndcg)!;
        var page = new StringBuilder();
        page.Append("<header><p class=\"eyebrow\">Replay</p>")
            .Append("<h1>")
            .Append(ReportPage.Text($"Trained {best.Cadence}: ndcg@{all.K} {EvaluationPage.Number(best.Ndcg)}"))
            .Append("</h1><p class=\"lead\">")
            .Append(ReportPage.Text(
                $"The last {report.Months} months again, trained as often as shops do and asked on {report.Days.Count} "
                + $"of {report.DaysInAll} days, spread evenly, for what {all.Customers} customers want in the "
                + $"{report.HorizonDays} days from then on ({all.Requests} requests); "
                + (report.RepeatPurchases ? "repeat purchases allowed" : "products new to the customer")
                + ". Histories and the catalogue are those of the day for all; what differs is the age of the model."))
            .Append("</p>").Append(ReportPage.Cards(report.Cadences.Select((cadence, i) => (
                $"{cadence.Name}: model {ChartAxis.Number(cadence.MeanAgeDays)} days old",
                EvaluationPage.Number(all.Results[i].Ndcg),
                $"{cadence.Trainings} trainings of {ChartAxis.Number(cadence.SecondsPerTraining)} s"))))
            .Append("</header>");
        AppendCharts(page, report);
        AppendTable(page, report);
        page.Append(ReportPage.Section("What was trained", "All ways alike, but for how often."))
            .Append(ReportPage.Facts(EvaluationPage.Facts(report.TrainedWith))).Append("</section>");
        return ReportPage.Of("Replay", page.ToString());
    }

    private static void AppendCharts(StringBuilder page, ReplayReport report)
    {
        page.Append(ReportPage.Section(
            "Who gains from training more often",
            "Left, ndcg by slice; right, its change against the first way on the same customers and days. 95 % "
            + "intervals by customers."));
        page.Append("<div class=\"charts\">");
        var levels = new BarChart($"ndcg@{report.Slices[0].K}", "ndcg");
        var changes = new BarChart($"Change against {report.Cadences[0].Name}", "% of ndcg");
        foreach (var slice in report.Slices)
        {
            levels.Group($"{slice.Name} ({slice.Customers} customers)");
            changes.Group(slice.Name);
            for (int i = 0; i < slice.Results.Count; i++)
            {
                var result = slice.Results[i];
                levels.Add(
                    result.Cadence, Styles[i], result.Ndcg, result.NdcgInterval.Low, result.NdcgInterval.High);
                if (result is { NdcgAgainstFirst: { } change, NdcgAgainstFirstInterval: { } interval })
                    changes.Add(result.Cadence, Styles[i], 100 * change, 100 * interval.Low, 100 * interval.High);
            }
        }
        page.Append(levels.ToHtml("ndcg of each way of training by slice."))
            .Append(changes.ToHtml("Change of ndcg against the first way of training by slice."))
            .Append("</div></section>");
    }

    private static void AppendTable(StringBuilder page, ReplayReport report)
    {
        var table = new HtmlTable(
            $"At {report.Slices[0].K}", "slice", "customers", "requests", "trained", "recall", "95 %", "ndcg", "95 %",
            "change of ndcg", "95 %");
        foreach (var slice in report.Slices)
        {
            foreach (var result in slice.Results)
                table.Row(
                [
                    slice.Name, ChartAxis.Number(slice.Customers), ChartAxis.Number(slice.Requests), result.Cadence,
                    EvaluationPage.Number(result.Recall), Between(result.RecallInterval, EvaluationPage.Number),
                    EvaluationPage.Number(result.Ndcg), Between(result.NdcgInterval, EvaluationPage.Number),
                    result.NdcgAgainstFirst is { } change ? EvaluationPage.Percent(change) : "–",
                    Between(result.NdcgAgainstFirstInterval, value => EvaluationPage.Percent(value!.Value)),
                ]);
        }
        string days = string.Join(", ", report.Days).ToString(CultureInfo.InvariantCulture);
        page.Append(ReportPage.Section("All figures", $"Measured on {days}.")).Append(table.ToHtml())
            .Append("</section>");
    }

    private static string Between(Interval? interval, Func<double?, string> text) =>
        interval is null ? "–" : $"{text(interval.Low)} to {text(interval.High)}";
}
