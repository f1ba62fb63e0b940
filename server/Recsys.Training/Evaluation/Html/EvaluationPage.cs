using System.Globalization;
using System.Text;
using Recsys.Charts;

namespace Recsys.Training.Evaluation;

/// <summary>An evaluation's report as one page that holds everything; every figure of its curves is in the report's
/// JSON, too.</summary>
public static class EvaluationPage
{
    /// <summary>Writes the page.</summary>
    public static string Of(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var view = new EvaluationView(report);
        var page = new StringBuilder();
        AppendHead(page, view);
        RankerCharts.Append(page, view);
        SliceCharts.Append(page, view);
        ProbabilityCharts.Append(page, report);
        AblationCharts.Append(page, view);
        LearningCharts.Append(page, report);
        RankerTables.Append(page, view);
        AppendFacts(page, report);
        return ReportPage.Of("Evaluation", page.Append(Footer).ToString());
    }

    /// <summary>A metric as text.</summary>
    internal static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A part as a percentage with its sign.</summary>
    internal static string Percent(double value) =>
        value.ToString("+0.0 %;−0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static void AppendHead(StringBuilder page, EvaluationView view)
    {
        var report = view.Report;
        var at = view.At(view.Pipeline);
        page.Append("<header><p class=\"eyebrow\">Evaluation</p>")
            .Append($"<h1>recall@{view.K} {Number(at.Recall)}, ndcg@{view.K} {Number(at.Ndcg)}</h1>")
            .Append($"<p class=\"lead\">{ReportPage.Text(Lead(report))}</p>")
            .Append(ReportPage.Cards(Cards(view)));
        var left = report.LeftOut;
        string[] notes =
        [
            $"Of {Count(left.Interactions)} test interactions are left out: {Count(left.OfUnknownCustomers)} of "
            + $"customers and {Count(left.OfUnknownProducts)} with products that training does not know, "
            + $"{Count(left.OfKnownProducts)} with products the customer had before.",
            .. report.Skipped.Select(skipped => $"Left out: {skipped.Name}. {skipped.Reason}"),
        ];
        page.Append("<ul class=\"notes\">");
        foreach (string note in notes) page.Append($"<li>{ReportPage.Text(note)}</li>");
        page.Append("</ul></header>");
    }

    private static string Lead(EvaluationReport report) =>
        $"{Count(report.Customers)} customers with {Count(report.ProductsToFind)} products to find, "
        + (report.RepeatPurchases ? "repeat purchases allowed" : "products new to the customer")
        + $"; {report.Protocol}. Full rankings of {Count(report.Train.Products)} products, no sampling.";

    private static IEnumerable<(string, string, string)> Cards(EvaluationView view)
    {
        var at = view.At(view.Pipeline);
        foreach (string metric in new[] { "recall", "ndcg" })
            if (at.Intervals.TryGetValue(metric, out var interval))
                yield return ($"{metric}@{view.K}, 95 %", $"{Number(interval.Low)} – {Number(interval.High)}", "");
        var against = view.Pipeline.Comparisons.Where(one => one.Metric == "ndcg").MinBy(one => one.K);
        if (against is { Relative: { } relative, RelativeInterval: { } range })
            yield return (
                $"ndcg@{against.K} against {against.With}, the best single source", Percent(relative),
                $"{Percent(range.Low)} to {Percent(range.High)}");
        yield return ("Among the candidates", Number(view.Report.CandidateRecall), "of what is to be found");
        if (view.Report.Scorer.Auc is { } auc) yield return ("Ranker's AUC", Number(auc), view.Report.Scorer.Name);
        yield return ($"Coverage@{view.K}", Number(at.Coverage), "of the products are shown");
    }

    private static void AppendFacts(StringBuilder page, EvaluationReport report)
    {
        page.Append(ReportPage.Section("What it was measured on", "Ids connect the two sets."))
            .Append(ReportPage.Facts(
            [
                ("Training", Describe(report.Train)), ("Test", Describe(report.Test)), ("Protocol", report.Protocol),
                ("Candidates", Count(report.CandidateCount)),
                .. report.Seconds.Select(pair => ($"Seconds: {pair.Key}", (string?)ChartAxis.Number(pair.Value))),
                .. Facts(report.TrainedWith),
                .. report.TrainingMetrics.Select(
                    pair => ($"Training: {pair.Key}", (string?)ChartAxis.Number(pair.Value))),
            ])).Append("</section>");
    }

    /// <summary>Ranker, sources and settings of a training as facts of a page.</summary>
    internal static IEnumerable<(string, string?)> Facts(TrainedWithReport trained) =>
    [
        ("Ranker", trained.Ranker),
        ("Without sources", string.Join(", ", trained.WithoutSources)),
        ("Training's seed", trained.Seed.ToString(CultureInfo.InvariantCulture)),
        .. trained.Settings.Select(pair => ($"Setting: {pair.Key}", (string?)ChartAxis.Number(pair.Value))),
    ];

    private static string Describe(TableReport table)
    {
        string size = $"{Count(table.Interactions)} interactions, {Count(table.Customers)} customers, "
            + $"{Count(table.Products)} products";
        return table.FromMs == table.ToMs ? size : $"{size}, {Day(table.FromMs)} to {Day(table.ToMs)}";
    }

    private static string Day(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private const string Footer = """
        <footer><p>Intervals hold 95 % of the means of customers drawn anew with replacement; differences are taken
        between the same customers, so that two overlapping intervals may still differ for sure.</p><p>What is measured
        is what serves: the models are published, opened with all checks, and asked through the server’s own
        pipeline.</p></footer>
        """;
}
