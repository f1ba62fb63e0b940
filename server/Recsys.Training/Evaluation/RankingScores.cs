namespace Recsys.Training.Evaluation;

/// <summary>How good one ranked list is for one customer, at one cut-off; all parts are in [0, 1].</summary>
/// <param name="Recall">Hits among the first k divided by all of the customer's test products.</param>
/// <param name="Ndcg">Discounted gain of the hits divided by that of an ideal list, which has min(k, test products)
/// hits.</param>
/// <param name="HitRate">1 where at least one of the first k is a hit.</param>
/// <param name="Precision">Hits among the first k divided by k.</param>
/// <param name="ReciprocalRank">1 / (position of the first hit, from 1), 0 where none of the first k is a hit.</param>
public readonly record struct RankingScores(
    double Recall, double Ndcg, double HitRate, double Precision, double ReciprocalRank);
