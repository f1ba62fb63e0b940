using Recsys.Pipeline.Filtering;

namespace Recsys.Pipeline;

/// <summary>What happened to one candidate.</summary>
/// <param name="Row">Its catalogue row.</param>
/// <param name="ProductId">The shop's id; empty when the catalogue does not know the row.</param>
/// <param name="Sources">Which sources found it: bit i is <see cref="RecommendationResult.SourceNames"/>[i].</param>
/// <param name="RetrievalScore">Merged retrieval score in [0, 1].</param>
/// <param name="Score">Score after the promotion rule, or null when it was not scored.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Position">Place on the page from 0, or −1.</param>
public readonly record struct TracedCandidate(
    int Row, string ProductId, uint Sources, float RetrievalScore, float? Score, CandidateFate Fate, int Position);
