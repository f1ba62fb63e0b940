using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.Training.Evaluation;

namespace Recsys.Cli.Commands;

/// <summary>An evaluation's report for people.</summary>
internal static class EvaluationSummary
{
    public static void Say(EvaluationReport report)
    {
        Terminal.Say.Line();
        Terminal.Say.Line(
            $"{report.Customers:N0} customers with {report.ProductsToFind:N0} products to find, "
            + $"{(report.RepeatPurchases ? "repeat purchases allowed" : "products new to the customer")}:");
        Terminal.Say.Line(LeftOut(report.LeftOut));
        foreach (var cutoff in report.Rankers[0].Cutoffs)
        {
            Terminal.Say.Line();
            Terminal.Say.Line(Table(report, cutoff.K).ToString().TrimEnd('\n'));
        }
        Terminal.Say.Line();
        Terminal.Say.Line(
            $"Among the {report.CandidateCount:N0} candidates are {report.CandidateRecall:P1} "
            + "of the products to find.");
        Terminal.Say.Line(
            $"Ranker '{report.Scorer.Name}': AUC {Number(report.Scorer.Auc)}, "
            + $"per customer {Number(report.Scorer.AucPerCustomer)}, "
            + $"log-loss {Number(report.Scorer.LogLoss)} "
            + $"(knowing only the mean rate: {Number(report.Scorer.BaseRateLogLoss)}).");
        SayComparisons(report);
        foreach (var skipped in report.Skipped) Terminal.Say.Line($"Left out: {skipped.Name}: {skipped.Reason}");
    }

    private static string LeftOut(LeftOutReport left) =>
        $"Of {left.Interactions:N0} test interactions are left out: {left.OfUnknownCustomers:N0} of "
        + $"{left.UnknownCustomers:N0} customers and {left.OfUnknownProducts:N0} with {left.UnknownProducts:N0} "
        + $"products that training does not know, {left.OfKnownProducts:N0} with products the customer had before.";

    private static TextTable Table(EvaluationReport report, int k)
    {
        var table = new TextTable(
            $"at {k}", "recall", "low", "high", "ndcg", "low", "high", "hit rate", "precision", "mrr", "coverage");
        foreach (var ranker in report.Rankers)
        {
            var at = ranker.Cutoffs.First(cutoff => cutoff.K == k);
            table.Add(
                ranker.Name,
                Number(at.Recall), Number(at.Intervals["recall"].Low), Number(at.Intervals["recall"].High),
                Number(at.Ndcg), Number(at.Intervals["ndcg"].Low), Number(at.Intervals["ndcg"].High),
                Number(at.HitRate), Number(at.Precision), Number(at.Mrr), Number(at.Coverage));
        }
        return table;
    }

    private static void SayComparisons(EvaluationReport report)
    {
        var pipeline = report.Rankers.First(ranker => ranker.Kind == "pipeline");
        foreach (var one in pipeline.Comparisons)
            if (one is { Metric: "ndcg" or "recall", Relative: { } relative, RelativeInterval: { } range })
                Terminal.Say.Line(
                    $"The whole's {one.Metric}@{one.K} against {one.With}, the best single source: "
                    + $"{Percent(relative)} ({Percent(range.Low)} to {Percent(range.High)}).");
        foreach (var ranker in report.Rankers.Where(ranker => ranker.Kind == "ablation"))
            if (ranker.Comparisons.FirstOrDefault(one => one.Metric == "ndcg") is
                { Relative: { } relative, RelativeInterval: { } range } one)
                Terminal.Say.Line(
                    $"{ranker.Name}: ndcg@{one.K} {Percent(relative)} "
                    + $"({Percent(range.Low)} to {Percent(range.High)}).");
    }

    private static string Percent(double part) => part.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "-";
}
