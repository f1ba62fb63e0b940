namespace Recsys.Pipeline.Retrieval;

/// <summary>A source and its part in the merge.</summary>
/// <param name="Source">The source.</param>
/// <param name="Share">
/// Part of the request's candidate count that it is asked for, above 0. Parts that sum to more than 1 allow for
/// products that several sources find; where those that have anything to go on sum to less, they are scaled up to 1.
/// </param>
/// <param name="Fallback">
/// Whether it is asked only when the sources that are not fallbacks found fewer than half of the candidates wanted, or
/// when filters left too few for the page.
/// </param>
public sealed record WeightedSource(ICandidateSource Source, float Share, bool Fallback = false)
{
    /// <summary>Its weight in the merged score, above 0; its share unless set.</summary>
    public float Weight { get; init; } = Share;

    /// <summary>
    /// Whether it is asked last, and for as many as are wanted in all where the others left too few: for a source that
    /// can always name more, such as an index of all products. Customers of whom little is known, and products that
    /// were never met together, so cost no candidates.
    /// </summary>
    public bool Fills { get; init; }

    /// <summary>
    /// Whether it rests on what customers did with the product a request is about: an answer for which no such source
    /// finds anything is a cold start.
    /// </summary>
    public bool Behavioral { get; init; }
}
