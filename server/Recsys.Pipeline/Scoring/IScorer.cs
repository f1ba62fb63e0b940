namespace Recsys.Pipeline.Scoring;

/// <summary>Ranks candidates: how likely is it that this user wants this product now?</summary>
public interface IScorer
{
    /// <summary>Name in configuration, traces and metrics, in lower snake case.</summary>
    string Name { get; }

    /// <summary>Scores candidates.</summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="retrievalScores">Merged retrieval scores in [0, 1], one per row.</param>
    /// <param name="scores">
    /// Filled with probabilities in [0, 1] or, where the scorer has none, any finite score; higher is better.
    /// </param>
    void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores);
}
