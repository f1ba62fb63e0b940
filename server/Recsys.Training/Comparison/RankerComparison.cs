using Recsys.Pipeline.Features;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Comparison;

/// <summary>
/// Trains and measures every kind of ranker on the same data, each behind the same retrieval, and what it takes to
/// score a request's candidates.
/// </summary>
public static class RankerComparison
{
    /// <summary>Products scored at once when the latency is measured: what a request has by default.</summary>
    public const int Candidates = 500;

    /// <summary>Runs an evaluation per kind.</summary>
    /// <param name="set">What is learned from and what is predicted.</param>
    /// <param name="options">What is measured, and how; the ranker's kind is set for each.</param>
    /// <param name="kinds">The kinds to compare, at least one.</param>
    /// <param name="progress">Told where it stands; may be null.</param>
    /// <param name="cancellation">Ends the run by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no kind.</exception>
    /// <exception cref="TrainingException">The data cannot be trained on, or there is nothing to measure.</exception>
    public static RankerComparisonReport Run(
        EvaluationSet set, EvaluationOptions options, IReadOnlyList<RankerKind> kinds,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(kinds);
        if (kinds.Count == 0) throw new ArgumentException("Name at least one kind of ranker.", nameof(kinds));
        var latency = new RankerLatency(set.Train, options.Training);
        var rows = new List<ComparedRanker>();
        foreach (var kind in kinds)
        {
            var shape = RankerDescription.Of(kind);
            var told = progress is null ? null : new Named(RankerKinds.NameOf(kind), progress);
            var report = OfflineEvaluation.Run(
                set, options with { Training = options.Training with { Ranker = shape } }, told, cancellation);
            rows.Add(Compare(shape, report, latency));
        }
        return new RankerComparisonReport(options.Cutoffs[^1], rows);
    }

    private static ComparedRanker Compare(RankerDescription shape, EvaluationReport report, RankerLatency latency)
    {
        var pipeline = report.Rankers.Single(ranker => ranker.Name == "pipeline").Cutoffs[^1];
        var (parameters, torch, fused) = latency.Measure(shape);
        return new ComparedRanker
        {
            Kind = RankerKinds.NameOf(shape.Kind),
            Auc = report.Scorer.Auc,
            LogLoss = report.Scorer.LogLoss,
            CalibrationError = Metric(report, "calibration_error"),
            Recall = pipeline.Recall,
            Ndcg = pipeline.Ndcg,
            RowsPerCpuSecond = Metric(report, TrainingRun.RankerSpeed),
            Parameters = parameters,
            LibtorchMicroseconds = torch,
            FusedMicroseconds = fused,
        };
    }

    private static double? Metric(EvaluationReport report, string name) =>
        report.TrainingMetrics.TryGetValue(name, out double value) ? value : null;

    private sealed class Named(string name, IProgress<TrainingProgress> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => to.Report(value with { Stage = $"{name}: {value.Stage}" });
    }
}
