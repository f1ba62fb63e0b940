using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;

namespace Recsys.Pipeline;

/// <summary>A pipeline as data: which stages run, in which order. Several live side by side in one snapshot.</summary>
public sealed record PipelineDefinition
{
    /// <summary>Name a request chooses it by, in lower snake case.</summary>
    public required string Name { get; init; }

    /// <summary>1–32 sources; their order is the order of the bits in <see cref="CandidateBatch.Sources"/>.</summary>
    public required IReadOnlyList<WeightedSource> Sources { get; init; }

    /// <summary>Rules, applied in order; the first that removes a candidate names its fate.</summary>
    public required IReadOnlyList<ICandidateFilter> Filters { get; init; }

    /// <summary>The ranker.</summary>
    public required IScorer Scorer { get; init; }

    /// <summary>Chooses the page.</summary>
    public required IOrdering Ordering { get; init; }
}
