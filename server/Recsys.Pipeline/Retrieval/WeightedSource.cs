namespace Recsys.Pipeline.Retrieval;

/// <summary>A source and its part in the merge.</summary>
/// <param name="Source">The source.</param>
/// <param name="Share">Its share of the request's candidate count, above 0; shares are relative to their sum.</param>
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
