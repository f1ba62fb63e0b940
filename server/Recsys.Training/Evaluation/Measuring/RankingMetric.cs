namespace Recsys.Training.Evaluation;

/// <summary>What is known of each customer at a cut-off; names are those of <see cref="MetricsAtCutoff"/>.</summary>
internal enum RankingMetric
{
    Recall,
    Ndcg,
    HitRate,
    Precision,
    Mrr,
}
