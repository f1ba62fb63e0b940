namespace Recsys.Pipeline.Ordering;

/// <summary>Chooses the page from scored candidates.</summary>
public interface IOrdering
{
    /// <summary>Name in configuration, traces and metrics, in lower snake case.</summary>
    string Name { get; }

    /// <summary>How many of the best scores a request's page may be chosen from: nobody beyond them is looked at.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>At least the page size; <see cref="int.MaxValue"/>, unless the ordering says otherwise, for
    /// all.</returns>
    int Reach(RecommendationRequest request) => int.MaxValue;

    /// <summary>Chooses and orders.</summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="candidates">
    /// The kept candidates with scores. The ordering may change scores (the promotion rule does).
    /// </param>
    /// <param name="chosen">
    /// Filled with positions in <paramref name="candidates"/>, best first; its length is the page size.
    /// </param>
    /// <returns>How many were chosen: fewer than the page where fewer candidates are kept.</returns>
    int Order(RecommendationContext context, CandidateBatch candidates, Span<int> chosen);
}
