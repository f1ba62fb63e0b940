using System.Diagnostics;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots;
using Recsys.Snapshots.Ranking;
using Recsys.Training.Baselines;

namespace Recsys.Training.Evaluation;

/// <summary>One evaluation under way; its methods are called in the order in which they stand here.</summary>
internal sealed class EvaluationRun(
    EvaluationSplit split, EvaluationOptions options, IProgress<TrainingProgress>? progress,
    CancellationToken cancellation)
{
    private readonly List<RankerReport> _rankers = [];
    private readonly List<SkippedReport> _skipped = [];
    private readonly Dictionary<string, double> _seconds = [];
    private ScorerReport? _scorer;
    private double _candidateRecall;

    private long RequestTimeMs => split.Train.TimesMs[^1] + 1;

    public void MeasureBaselines()
    {
        Measure(() => new PopularityBaseline(split.Feedback));
        Measure(() => new ItemKnnBaseline(split.Feedback, cancellation: cancellation));
        if (split.Feedback.ItemCount <= EaseBaseline.MaxItems) Measure(() => new EaseBaseline(split.Feedback));
        else
            _skipped.Add(new SkippedReport(
                "ease",
                $"{split.Feedback.ItemCount} products; its matrix is solved for up to {EaseBaseline.MaxItems}."));
    }

    public ModelVersion Train(ModelRepository repository) => Timed("train", () =>
    {
        using var staged = repository.Stage();
        staged.Publish(ModelTrainer.Train(split.Train, options.Training, staged, progress, cancellation));
        // Opened as a server opens it, checksums and all.
        return repository.OpenCurrent().Version
            ?? throw new InvalidDataException("The version just published is damaged.");
    });

    public void MeasurePipeline(ModelVersion version)
    {
        var products = new ProductColumns();
        // Rows are given out in order, so the catalogue's rows are the table's item numbers.
        foreach (var product in split.Train.Products) products.Upsert(product);
        var histories = new ReplayedHistories(split.Train);
        using var holder = new SnapshotHolder();
        var snapshot = Timed("load", () => SnapshotLoader.Load(version, products, new SnapshotOptions()));
        holder.Replace(snapshot);
        var home = snapshot.Pipelines["home"];
        using var retrievalHolder = new SnapshotHolder();
        // The same sources in retrieval's own order; what they read belongs to the snapshot above, which outlives this
        // one.
        retrievalHolder.Replace(new PipelineSnapshot(
            version.Name, [home with { Name = "retrieval", Scorer = RetrievalScorer.Instance }]));

        var retrieval = new PipelineRanker(
            "retrieval", new RecommendationPipeline(retrievalHolder, products, histories, TimeProvider.System), split,
            options.CandidateCount);
        int page = Math.Min(options.CandidateCount, PipelineLimits.MaxPageSize);
        var found = Measure(retrieval, [.. options.Cutoffs, page]);
        _candidateRecall = found.Cutoffs.First(cutoff => cutoff.K == page).Recall;
        _rankers.Add(found with { Cutoffs = [.. found.Cutoffs.Where(cutoff => options.Cutoffs.Contains(cutoff.K))] });

        var pipeline = new PipelineRanker(
            "home", new RecommendationPipeline(holder, products, histories, TimeProvider.System), split,
            options.CandidateCount);
        _rankers.Add(Measure(pipeline, options.Cutoffs) with { Name = "pipeline" });
        _scorer = Timed("scorer", () => new ScorerEvaluator(split, options, histories, products)
            .Evaluate(
                home.Scorer is FusedScorer fused ? fused.Ranker : home.Scorer, snapshot,
                done => Tell("scorer", done), cancellation));
        Tell("scorer", split.Cases.Count);
    }

    public EvaluationReport Report(EvaluationSet set, ModelVersion version) => new()
    {
        Train = TableReport.Of(split.Train),
        Test = TableReport.Of(set.Test),
        Protocol = set.Protocol,
        LeftOut = split.LeftOut,
        Customers = split.Cases.Count,
        ProductsToFind = split.Cases.Sum(one => (long)one.Relevant.Count),
        RepeatPurchases = split.RepeatPurchases,
        CandidateCount = options.CandidateCount,
        RequestTimeMs = RequestTimeMs,
        Rankers = _rankers,
        CandidateRecall = _candidateRecall,
        Scorer = _scorer!,
        Skipped = _skipped,
        TrainingMetrics = version.Manifest.Metrics,
        Seconds = _seconds,
    };

    private void Measure(Func<IItemScorer> make)
    {
        var clock = Stopwatch.StartNew();
        var scorer = make();
        _seconds[$"fit_{scorer.Name}"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        _rankers.Add(Measure(new FullRanking(scorer, split), options.Cutoffs));
    }

    private RankerReport Measure(IItemRanker ranker, IReadOnlyList<int> cutoffs) => Timed(ranker.Name, () =>
        RankingEvaluator.Evaluate(ranker, split, cutoffs, done => Tell(ranker.Name, done), cancellation));

    private T Timed<T>(string step, Func<T> work)
    {
        cancellation.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var result = work();
        _seconds[step] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        return result;
    }

    private void Tell(string stage, int done) => progress?.Report(
        new TrainingProgress($"measure {stage}", (double)done / split.Cases.Count, $"{done:N0} customers"));
}
