namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// One way to find candidates: a vector index behind a user tower, an item-to-item table, what is popular.
/// </summary>
/// <remarks>Called from many threads at once; allocates nothing per candidate.</remarks>
public interface ICandidateSource
{
    /// <summary>Name in configuration, traces and metrics, in lower snake case.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it has anything to go on for a request. One that has not is not asked, and leaves its share of the
    /// candidates to the others, as if the pipeline had no such source.
    /// </summary>
    bool AppliesTo(RecommendationContext context) => true;

    /// <summary>Finds candidates for a request, best first, without repeats.</summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">
    /// Filled with this source's own scores, higher is better; as long as <paramref name="rows"/>.
    /// </param>
    /// <returns>How many were found: 0 when the source knows nothing about this user, which is no error.</returns>
    int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores);

    /// <summary>
    /// Says what this source thinks of products that others may have found, so that what sources say of one product
    /// can be weighed against each other.
    /// </summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Catalogue rows, at most as many as a pipeline's candidates.</param>
    /// <param name="scores">
    /// Filled with scores on the scale of <see cref="Retrieve"/>; NaN for a product of which it knows nothing.
    /// </param>
    /// <returns>Whether it can: a source that only lists leaves <paramref name="scores"/> as they are.</returns>
    bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores) => false;
}
