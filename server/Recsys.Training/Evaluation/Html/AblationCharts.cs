using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>What each part is worth: the whole without it, against the whole.</summary>
internal static class AblationCharts
{
    public static void Append(StringBuilder page, EvaluationView view)
    {
        if (view.Ablations.Count == 0) return;
        page.Append(ReportPage.Section(
            "What each part is worth",
            "The whole without one of its parts, against the whole on the same customers: a bar to the left is what "
            + "the part brings. An interval that holds 0 may be an accident."));
        page.Append("<div class=\"charts\">");
        foreach (string metric in new[] { "ndcg", "recall" }) page.Append(Changes(view, metric));
        page.Append("</div></section>");
    }

    private static string Changes(EvaluationView view, string metric)
    {
        var chart = new BarChart($"Change of {metric}@{view.K}", "% of the whole's, with 95 % intervals");
        var changes = view.Ablations
            .SelectMany(ranker => ranker.Comparisons
                .Where(one => one.Metric == metric && one.K == view.K && one.RelativeInterval is not null)
                .Select(one => (ranker.Name, Change: one)))
            .OrderBy(one => one.Change.Relative);
        foreach (var (name, change) in changes)
            chart.Group(name.Replace('_', ' ')).Add(
                metric, name.StartsWith("with_", StringComparison.Ordinal) ? 4 : 1, 100 * change.Relative!.Value,
                100 * change.RelativeInterval!.Low, 100 * change.RelativeInterval.High);
        return chart.ToHtml($"Change of {metric} in percent for each part that is left out.");
    }
}
