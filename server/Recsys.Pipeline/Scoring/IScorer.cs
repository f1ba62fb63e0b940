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

    /// <summary>
    /// Scores candidates of whom only the best will be looked at: theirs are as <see cref="Score"/> gives them, the
    /// others' may be nearly so, and low enough to stay behind. A scorer that knows no shorter way scores all alike.
    /// </summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="retrievalScores">Merged retrieval scores in [0, 1], one per row.</param>
    /// <param name="reach">How many of the best are looked at, at least 1.</param>
    /// <param name="scores">Filled as by <see cref="Score"/>.</param>
    void ScoreBest(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, int reach,
        Span<float> scores) => Score(context, rows, retrievalScores, scores);
}
