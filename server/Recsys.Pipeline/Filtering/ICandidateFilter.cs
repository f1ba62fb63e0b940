namespace Recsys.Pipeline.Filtering;

/// <summary>One rule that removes candidates.</summary>
public interface ICandidateFilter
{
    /// <summary>Name in configuration, traces and metrics, in lower snake case.</summary>
    string Name { get; }

    /// <summary>
    /// Marks what the rule removes: only entries that are <see cref="CandidateFate.Kept"/> may be changed.
    /// </summary>
    /// <param name="context">The request, its user and its snapshot.</param>
    /// <param name="rows">Catalogue rows of the candidates.</param>
    /// <param name="fates">One per row, in and out.</param>
    void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates);
}
