namespace Recsys.Pipeline.Scoring;

/// <summary>Scores a candidate by its merged retrieval score: the ranker of pipelines that have none.</summary>
public sealed class RetrievalScorer : IScorer
{
    /// <summary>The only instance; it has no state.</summary>
    public static RetrievalScorer Instance { get; } = new();

    private RetrievalScorer()
    {
    }

    /// <inheritdoc/>
    public string Name => "retrieval_score";

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores) =>
        retrievalScores.CopyTo(scores);
}
