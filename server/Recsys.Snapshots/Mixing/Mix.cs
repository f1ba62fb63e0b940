namespace Recsys.Snapshots.Mixing;

/// <summary>
/// What a version learned of its own parts: how candidates are shared among sources, and how a product's score is made
/// of what sources and ranker say of it.
/// </summary>
/// <param name="NewProducts">Weights where products the customer bought are left out.</param>
/// <param name="AllProducts">Weights where they may come again.</param>
/// <param name="Shares">
/// Parts of the candidates by source name (<see cref="Recsys.Pipeline.Retrieval.WeightedSource.Share"/>), each a finite
/// number above 0; a source that is not named keeps its own. Empty where none were learned.
/// </param>
public sealed record Mix(MixWeights NewProducts, MixWeights AllProducts, IReadOnlyDictionary<string, float> Shares)
{
    /// <summary>Sources that training was told to do without, by name; serving does without them too.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>
    /// Sources that pages are as good without (<see cref="HomeSources.Sparable"/>), by name: serving does not ask them.
    /// </summary>
    public IReadOnlyList<string> Spared { get; init; } = [];

    /// <summary>
    /// The mix of a version that learned none. Where bought products are wanted the ranker stands alone: it knows how
    /// often and when the customer bought each, which merged ranks do not.
    /// </summary>
    public static Mix Unlearned { get; } =
        new(MixWeights.Unlearned(2), MixWeights.Unlearned(0), new Dictionary<string, float>());

    /// <summary>The weights for a kind of request.</summary>
    /// <param name="excludePurchased">Whether bought products are left out.</param>
    public MixWeights For(bool excludePurchased) => excludePurchased ? NewProducts : AllProducts;
}
