namespace Recsys.Pipeline.Ordering;

/// <summary>Chooses the page from scored candidates.</summary>
public interface IOrdering
{
    /// <summary>Name in configuration, traces and metrics, in lower snake case.</summary>
    string Name { get; }

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
