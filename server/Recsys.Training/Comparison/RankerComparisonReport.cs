namespace Recsys.Training.Comparison;

/// <summary>Outcome of <see cref="RankerComparison"/>.</summary>
/// <param name="Cutoff">k of recall and ndcg.</param>
/// <param name="Rankers">In the order asked for.</param>
public sealed record RankerComparisonReport(int Cutoff, IReadOnlyList<ComparedRanker> Rankers);
