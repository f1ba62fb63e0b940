using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

/// <summary>Small reports with something of everything.</summary>
internal static class Reports
{
    public static EvaluationReport Evaluation() => new()
    {
        Train = new TableReport(100, 10, 20, 0, 0),
        Test = new TableReport(50, 10, 20, 0, 0),
        Protocol = "two files",
        LeftOut = new LeftOutReport(50, 1, 2, 3, 4, 5),
        Customers = 9,
        ProductsToFind = 38,
        RepeatPurchases = false,
        CandidateCount = 500,
        RequestTimeMs = 1,
        Rankers =
        [
            Ranker("popularity", "baseline", 0.1), Ranker("<evil> & source", "source", 0.2),
            Ranker("retrieval", "stage", 0.25), Ranker("pipeline", "pipeline", 0.3),
            Ranker("without_towers", "ablation", 0.28),
        ],
        Slices =
        [
            new SliceReport
            {
                Dimension = "customer", Name = "new", Customers = 4, ProductsToFind = 10, K = 20,
                Rankers = [Slice("popularity"), Slice("<evil> & source"), Slice("pipeline")],
            },
        ],
        CandidateRecall = 0.7,
        Scorer = new ScorerReport
        {
            Name = "dlrm", Positives = 38, Negatives = 760, Auc = 0.8, AucPerCustomer = 0.8, LogLoss = 0.1,
            BaseRateLogLoss = 0.2, Roc = [new(0, 0), new(0.2, 0.7), new(1, 1)],
            Calibration =
            [
                new(100, 0.001, 0.002, new Interval(0.001, 0.004)), new(100, 0.1, 0.08, new Interval(0.05, 0.12)),
            ],
        },
        LearningCurves = [new LearningCurve("ranker", [new(0.1, 0.7), new(0.5, 0.5), new(1, 0.45)])],
        Skipped = [new SkippedReport("ease", "too many products")],
        TrainedWith = Trained,
        TrainingMetrics = new Dictionary<string, double> { ["validation_auc"] = 0.8 },
        Seconds = new Dictionary<string, double> { ["train"] = 1 },
    };

    public static ReplayReport Replay() => new()
    {
        Months = 3, HorizonDays = 7, DaysInAll = 80, Days = ["2011-06-01", "2011-07-01"], RepeatPurchases = true,
        TrainedWith = Trained,
        Cadences = [new("once", 1, 45, 30), new("weekly", 2, 3, 31)],
        Slices =
        [
            new ReplaySliceReport
            {
                Dimension = "all", Name = "all", Customers = 20, Requests = 30, K = 20,
                Results =
                [
                    new ReplayResult
                    {
                        Cadence = "once", Recall = 0.1, RecallInterval = new(0.08, 0.12), Ndcg = 0.1,
                        NdcgInterval = new(0.08, 0.12),
                    },
                    new ReplayResult
                    {
                        Cadence = "weekly", Recall = 0.2, RecallInterval = new(0.18, 0.22), Ndcg = 0.2,
                        NdcgInterval = new(0.18, 0.22), NdcgAgainstFirst = 1, NdcgAgainstFirstInterval = new(0.8, 1.2),
                    },
                ],
            },
        ],
    };

    private static TrainedWithReport Trained { get; } =
        new("dcn_v2", new Dictionary<string, double> { ["neighbors"] = 60 }, ["als"], Seed: 7);

    private static RankerReport Ranker(string name, string kind, double value) => new(name,
    [
        new MetricsAtCutoff
        {
            K = 20, Recall = value / 2, Ndcg = value, HitRate = 0.5, Precision = 0.1, Mrr = 0.2, Coverage = 0.4,
            Intervals = new Dictionary<string, Interval>
            {
                ["recall"] = new(value / 2 - 0.02, value / 2 + 0.02), ["ndcg"] = new(value - 0.02, value + 0.02),
            },
            Novelty = 5, Diversity = 0.7, Gini = 0.6, PopularityPercentile = 0.9,
        },
    ])
    {
        Kind = kind,
        Curve = [new RecallPoint(1, value / 10), new RecallPoint(10, value / 3), new RecallPoint(100, value)],
        Comparisons = kind is "pipeline" or "ablation"
            ? [new("ndcg", 20, "<evil> & source", 0.1, new(0.08, 0.12), 0.5, new(0.4, 0.6))]
            : [],
    };

    private static SliceRankerReport Slice(string name) => new(name, 0.1, new(0, 0.2), 0.2, new(0.1, 0.3));
}
