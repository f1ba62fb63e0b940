namespace Recsys.Pipeline;

/// <summary>One product on the page.</summary>
/// <param name="Row">Its row in the catalogue, where all else of it is.</param>
/// <param name="ProductId">The shop's id.</param>
/// <param name="Score">Score after the promotion rule, without the noise of sampling; higher is better.</param>
/// <param name="RetrievalScore">Merged retrieval score in [0, 1].</param>
/// <param name="Sources">Which sources found it: bit i is <see cref="RecommendationResult.SourceNames"/>[i].</param>
public readonly record struct RecommendedProduct(
    int Row, string ProductId, float Score, float RetrievalScore, uint Sources);
