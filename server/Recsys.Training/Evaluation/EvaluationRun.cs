using System.Diagnostics;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Training.Baselines;

namespace Recsys.Training.Evaluation;

/// <summary>One evaluation under way; its methods are called in the order in which they stand here.</summary>
internal sealed class EvaluationRun(
    EvaluationSplit split, EvaluationOptions options, IProgress<TrainingProgress>? progress,
    CancellationToken cancellation)
{
    private readonly List<RankingMeasurement> _measured = [];
    private readonly List<SkippedReport> _skipped = [];
    private readonly Dictionary<string, double> _seconds = [];
    private readonly MeasuringPlan _plan = new(split, options.Cutoffs, SliceCases.Of(split));
    private readonly LearningCurves _curves = new(progress);
    private ScorerReport? _scorer;
    private double _candidateRecall;

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

    public ModelVersion Train(TemporaryRepository repository) => Timed("train", () => repository.Publish(
        staged => ModelTrainer.Train(split.Train, options.Training, staged, _curves, cancellation)));

    public void MeasurePipeline(ModelVersion version)
    {
        var histories = new ReplayedHistories(split.Train);
        // Rows are given out in order, so the catalogue's rows are the table's item numbers.
        var products = new ProductColumns();
        foreach (var product in split.Train.Products) products.Upsert(product);
        using var holder = new SnapshotHolder();
        var snapshot = Timed("load", () => SnapshotLoader.Load(version, products, new SnapshotOptions()));
        holder.Replace(snapshot);
        var home = snapshot.Pipelines["home"];
        var sources = PipelineVariants.Sources(home, [.. _measured.Select(one => one.Name)]).ToList();
        PipelineDefinition[] ablations = options.Ablation ? [.. PipelineVariants.Ablations(home)] : [];
        using var variants = new SnapshotHolder();
        // What the variants read belongs to the snapshot above, which outlives this one.
        var retrieval = PipelineVariants.Retrieval(home);
        variants.Replace(new PipelineSnapshot(version.Name, [retrieval, .. sources, .. ablations]));

        PipelineRanker Ranker(string name, SnapshotHolder of) => new(
            name, new RecommendationPipeline(of, products, histories, TimeProvider.System), split,
            options.CandidateCount);
        // The pipeline keeps the name it is served by; the report has one for the whole.
        PipelineRanker Whole(string name, float diversity = 0, float temperature = 0) => new(
            name, new RecommendationPipeline(holder, products, histories, TimeProvider.System), split,
            options.CandidateCount)
            { Pipeline = home.Name, Diversity = diversity, Temperature = temperature };
        foreach (var source in sources) Measure(Ranker(source.Name, variants), IntervalReports.SourceKind);
        Measure(Ranker(retrieval.Name, variants), "stage");
        _candidateRecall = CandidateRecall(Ranker(retrieval.Name, variants));
        Measure(Whole(IntervalReports.Pipeline), IntervalReports.Pipeline);
        foreach (var ablation in ablations) Measure(Ranker(ablation.Name, variants), "ablation");
        if (options.Ablation)
        {
            Measure(Whole("with_diversity", diversity: PipelineVariants.Diversity), "ablation");
            foreach (float temperature in PipelineVariants.Temperatures)
                Measure(
                    Whole(FormattableString.Invariant($"with_sampling_{temperature}"), temperature: temperature),
                    "ablation");
        }
        _scorer = Timed("scorer", () => new ScorerEvaluator(split, options, histories, products)
            .Evaluate(
                PipelineVariants.Ranker(home), snapshot, done => Tell("scorer", done), cancellation));
        Tell("scorer", split.Cases.Count);
    }

    public EvaluationReport Report(EvaluationSet set, ModelVersion version)
    {
        var reports = new IntervalReports(_measured, options.BootstrapDraws, options.Seed, cancellation);
        var rankers = Timed("intervals", reports.Rankers);
        var slices = Timed("slices", reports.Slices);
        return new EvaluationReport
        {
            Train = TableReport.Of(split.Train),
            Test = TableReport.Of(set.Test),
            Protocol = set.Protocol,
            LeftOut = split.LeftOut,
            Customers = split.Cases.Count,
            ProductsToFind = split.Cases.Sum(one => (long)one.Relevant.Count),
            RepeatPurchases = split.RepeatPurchases,
            CandidateCount = options.CandidateCount,
            RequestTimeMs = split.Train.TimesMs[^1] + 1,
            Rankers = rankers,
            Slices = slices,
            CandidateRecall = _candidateRecall,
            Scorer = _scorer!,
            LearningCurves = _curves.ToReport(),
            Skipped = _skipped,
            TrainingMetrics = version.Manifest.Metrics,
            TrainedWith = TrainedWithReport.Of(options.Training),
            Seconds = _seconds,
        };
    }

    private double CandidateRecall(PipelineRanker retrieval)
    {
        int page = Math.Min(options.CandidateCount, PipelineLimits.MaxPageSize);
        var plan = new MeasuringPlan(split, [page]);
        return Timed("candidates", () => RankingEvaluator.Measure(
            retrieval, "", plan, done => Tell("candidates", done), cancellation).Mean(0, RankingMetric.Recall));
    }

    private void Measure(Func<IItemScorer> make)
    {
        var clock = Stopwatch.StartNew();
        var scorer = make();
        _seconds[$"fit_{scorer.Name}"] = Math.Round(clock.Elapsed.TotalSeconds, 3);
        Measure(new FullRanking(scorer, split), "baseline");
    }

    private void Measure(IItemRanker ranker, string kind)
    {
        var measured = Timed(ranker.Name, () => RankingEvaluator.Measure(
            ranker, kind, _plan, done => Tell(ranker.Name, done), cancellation));
        if (measured.Listed || kind != IntervalReports.SourceKind) _measured.Add(measured);
        else _skipped.Add(new SkippedReport(ranker.Name, "This source lists nothing for any of the customers."));
    }

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
