namespace Recsys.Snapshots.Mixing;

/// <summary>
/// How much each signal counts in a product's score: logit(score) = bias + ranker · logit(ranker's probability) +
/// Σ weight · signal.
/// </summary>
/// <param name="Bias">Added to all; moves no order.</param>
/// <param name="Ranker">Weight of the ranker's log odds, not below 0.</param>
/// <param name="Signals">Weights by name of a signal; one that is not named counts for nothing.</param>
public sealed record MixWeights(float Bias, float Ranker, IReadOnlyDictionary<string, float> Signals)
{
    /// <summary>Name of the merged retrieval score as a signal.</summary>
    public const string Retrieval = "retrieval";

    /// <summary>Weights that nobody learned: the ranker, and the merged retrieval score beside it.</summary>
    /// <param name="retrieval">How much retrieval counts.</param>
    public static MixWeights Unlearned(float retrieval) => new(
        0, 1, retrieval == 0 ? new Dictionary<string, float>() : new Dictionary<string, float>
        {
            [Retrieval] = retrieval,
        });
}
