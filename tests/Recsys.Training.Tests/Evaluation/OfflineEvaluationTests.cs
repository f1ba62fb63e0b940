using System.Text.Json;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class OfflineEvaluationTests
{
    private static readonly InteractionTable Shop = SyntheticShop.Build();
    private static readonly long Cut = SyntheticShop.Start + (SyntheticShop.Days - 40) * SyntheticShop.Day;

    private static readonly EvaluationOptions Options = new()
    {
        Cutoffs = [5, 10], RepeatPurchases = true, CandidateCount = 40, Training = SyntheticShop.QuickOptions,
    };

    [Fact]
    public void Run_TwoTables_MeasuresEverything()
    {
        var stages = new List<string>();

        var report = OfflineEvaluation.Run(
            Shop.Before(Cut), Shop.From(Cut), Options with { Ablation = true }, new Recorder(stages));

        var byKind = report.Rankers.ToLookup(ranker => ranker.Kind, ranker => ranker.Name);
        Assert.Equal(["popularity", "item_knn", "ease"], byKind["baseline"]);
        Assert.Equal(["retrieval"], byKind["stage"]);
        Assert.Equal(["pipeline"], byKind["pipeline"]);
        // Every source of the pipeline is a row of its own, and is left out once.
        Assert.InRange(byKind["source"].Count(), 2, 31);
        // One that is named like a baseline has a longer name as a row.
        Assert.All(byKind["source"], name => Assert.Contains(
            $"without_{name.Replace("_source", "", StringComparison.Ordinal)}", byKind["ablation"]));
        Assert.Contains("with_diversity", byKind["ablation"]);
        Assert.Contains("with_sampling_0.005", byKind["ablation"]);
        Assert.All(report.Rankers, ranker => Assert.Equal([5, 10], ranker.Cutoffs.Select(cutoff => cutoff.K)));
        Assert.All(report.Rankers, ranker => Assert.All(ranker.Cutoffs, at =>
            Assert.InRange(at.Ndcg, at.Intervals["ndcg"].Low, at.Intervals["ndcg"].High)));
        Assert.Equal(60, report.Customers);
        Assert.Equal(Shop.Before(Cut).Count, report.Train.Interactions);
        Assert.InRange(
            report.CandidateRecall, report.Rankers.First(ranker => ranker.Kind == "stage").Cutoffs[1].Recall, 1);
        Assert.Equal("dlrm", report.Scorer.Name);
        Assert.Equal(report.ProductsToFind, report.Scorer.Positives);
        // Customers buy of their own half and what is in season: a ranker that learned nothing would be at a half.
        Assert.InRange(report.Scorer.Auc!.Value, 0.6, 1);
        Assert.Contains("measure pipeline", stages);
        CheckCurvesAndComparisons(report);
        Assert.Contains("\"Recall\"", JsonSerializer.Serialize(report), StringComparison.Ordinal);
    }

    private static void CheckCurvesAndComparisons(EvaluationReport report)
    {
        var pipeline = report.Rankers.First(ranker => ranker.Kind == "pipeline");
        var best = report.Rankers.Where(ranker => ranker.Kind == "source").MaxBy(ranker => ranker.Cutoffs[1].Ndcg)!;
        var against = pipeline.Comparisons.First(one => one is { Metric: "ndcg", K: 10 });
        Assert.Equal(best.Name, against.With);
        Assert.Equal(pipeline.Cutoffs[1].Ndcg - best.Cutoffs[1].Ndcg, against.Difference, 9);
        Assert.InRange(against.Difference, against.DifferenceInterval.Low, against.DifferenceInterval.High);
        Assert.Equal(pipeline.Cutoffs[1].Recall, pipeline.Curve.First(point => point.K == 10).Recall, 5);
        Assert.Contains(report.Slices, slice => slice is { Dimension: "country", Name: "France" });
        Assert.Equal(
            report.Customers,
            report.Slices.Where(slice => slice.Dimension == "history").Sum(slice => slice.Customers));
        Assert.NotEmpty(report.Scorer.Roc);
        Assert.NotEmpty(report.Scorer.Calibration);
        Assert.Contains(report.LearningCurves, curve => curve.Stage == "ranker");
        Assert.StartsWith("<!doctype html>", EvaluationPage.Of(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoTimes_StillMeasures()
    {
        var (train, test) = Timeless();

        var report = OfflineEvaluation.Run(
            train, test, Options with { RepeatPurchases = false, MaxCustomers = 20 });

        Assert.Equal(20, report.Customers);
        Assert.Equal(0, report.Train.ToMs);
        Assert.All(report.Rankers, ranker => Assert.InRange(ranker.Cutoffs[1].Recall, 0, 1));
    }

    [Fact]
    public void Run_NobodyInBoth_SaysSo()
    {
        var strangers = TestTables.Of(("stranger", "p1"));

        var refusal = Assert.Throws<TrainingException>(() => OfflineEvaluation.Run(Shop, strangers, Options));

        Assert.Contains("nothing to measure", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => (Options with { Cutoffs = [] }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Cutoffs = [0] }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Cutoffs = [501] }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { CandidateCount = 9 }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { NegativesPerPositive = 0 }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { MaxCustomers = 0 }).Validate());
    }

    private static (InteractionTable Train, InteractionTable Test) Timeless()
    {
        var (train, test) = (new InteractionTableBuilder(), new InteractionTableBuilder());
        var random = new Random(3);
        for (int row = 0; row < Shop.Count; row++)
            (random.Next(5) == 0 ? test : train).Add(new Interaction
            {
                Id = $"{row}",
                CustomerId = Shop.UserIds[Shop.Users[row]],
                ProductId = Shop.ItemIds[Shop.Items[row]],
                Type = InteractionType.Rating,
                Value = 1 + row % 5,
                TimeMs = 0,
            });
        // A product that everybody has yet to find, known from one customer's training.
        train.Add(new Interaction
        {
            Id = "x", CustomerId = "u0", ProductId = "new", Type = InteractionType.Rating, TimeMs = 0,
        });
        for (int user = 1; user < 60; user++)
            test.Add(new Interaction
            { Id = $"x{user}", CustomerId = $"u{user}", ProductId = "new", Type = InteractionType.Rating, TimeMs = 0 });
        return (train.Build(), test.Build());
    }

    private sealed class Recorder(List<string> stages) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => stages.Add(value.Stage);
    }
}
