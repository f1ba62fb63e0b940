namespace Recsys.Training.Evaluation;

/// <summary>A report as its page looks at it: one cut-off, and rankers by what they are.</summary>
internal sealed class EvaluationView(EvaluationReport report)
{
    public EvaluationReport Report => report;

    /// <summary>The cut-off of bars: 20 where it was measured.</summary>
    public int K { get; } = report.Rankers[0].Cutoffs.Any(at => at.K == 20) ? 20 : report.Rankers[0].Cutoffs[0].K;

    public RankerReport Pipeline { get; } = report.Rankers.First(ranker => ranker.Kind == "pipeline");

    /// <summary>All but ablations.</summary>
    public IReadOnlyList<RankerReport> Rankers { get; } =
        [.. report.Rankers.Where(ranker => ranker.Kind != "ablation")];

    public IReadOnlyList<RankerReport> Ablations { get; } =
        [.. report.Rankers.Where(ranker => ranker.Kind == "ablation")];

    public MetricsAtCutoff At(RankerReport ranker) => ranker.Cutoffs.First(at => at.K == K);

    /// <summary>The best of a kind by ndcg; null where there is none.</summary>
    public RankerReport? Best(string kind) =>
        report.Rankers.Where(ranker => ranker.Kind == kind).MaxBy(ranker => At(ranker).Ndcg);

    /// <summary>Place of a kind in the palette.</summary>
    public static int StyleOf(RankerReport ranker) => ranker.Kind switch
    {
        "pipeline" => 1,
        "stage" => 2,
        "source" => 3,
        "baseline" => 6,
        _ => 4,
    };
}
