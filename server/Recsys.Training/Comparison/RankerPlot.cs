using System.Globalization;
using System.Net;
using System.Text;

namespace Recsys.Training.Comparison;

/// <summary>Draws a comparison as one HTML file that needs nothing else.</summary>
public static class RankerPlot
{
    private const int Bar = 22, Left = 110, Width = 420;

    /// <summary>The file's text.</summary>
    public static string Html(RankerComparisonReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Rankers</title><style>")
            .Append("body{font:15px system-ui;margin:2rem;max-width:44rem}svg{display:block;margin:0 0 2rem}")
            .Append("rect{fill:#4a7ebb}text{font:13px system-ui}</style></head><body>\n<h1>Rankers</h1>\n");
        string k = report.Cutoff.ToString(CultureInfo.InvariantCulture);
        Chart(text, report, $"ndcg@{k} of the pipeline", one => one.Ndcg, "0.0000");
        Chart(text, report, $"recall@{k} of the pipeline", one => one.Recall, "0.0000");
        Chart(text, report, "AUC", one => one.Auc, "0.0000");
        Chart(text, report, "log-loss (less is better)", one => one.LogLoss, "0.00000");
        Chart(
            text, report, $"microseconds for {RankerComparison.Candidates} products (less is better)",
            one => one.FusedMicroseconds ?? one.LibtorchMicroseconds, "0");
        Chart(text, report, "rows trained per second of processor time", one => one.RowsPerCpuSecond, "0");
        Chart(text, report, "parameters", one => one.Parameters, "0");
        return text.Append("</body></html>\n").ToString();
    }

    private static void Chart(
        StringBuilder text, RankerComparisonReport report, string title, Func<ComparedRanker, double?> value,
        string format)
    {
        double most = report.Rankers.Max(one => value(one) ?? 0);
        text.Append($"<h2>{WebUtility.HtmlEncode(title)}</h2>\n<svg width=\"{Left + Width + 100}\" ")
            .Append($"height=\"{report.Rankers.Count * Bar}\" role=\"img\">\n");
        for (int i = 0; i < report.Rankers.Count; i++)
        {
            double shown = value(report.Rankers[i]) ?? 0;
            int length = most > 0 ? (int)(shown / most * Width) : 0, y = i * Bar;
            string label = value(report.Rankers[i])?.ToString(format, CultureInfo.InvariantCulture) ?? "–";
            text.Append($"<text x=\"0\" y=\"{y + 15}\">{WebUtility.HtmlEncode(report.Rankers[i].Kind)}</text>")
                .Append($"<rect x=\"{Left}\" y=\"{y + 3}\" width=\"{length}\" height=\"{Bar - 6}\"/>")
                .Append($"<text x=\"{Left + length + 6}\" y=\"{y + 15}\">{label}</text>\n");
        }
        text.Append("</svg>\n");
    }
}
