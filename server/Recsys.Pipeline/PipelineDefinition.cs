using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Ordering;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;

namespace Recsys.Pipeline;

/// <summary>
/// A pipeline as data: which stages run, in which order. Several live side by side in one snapshot. Only the name and
/// the sources must be given; the rest has the defaults that most pages want.
/// </summary>
public sealed record PipelineDefinition
{
    private readonly IReadOnlyList<WeightedSource> _sources = [];

    /// <summary>Name a request chooses it by, in lower snake case.</summary>
    public required string Name { get; init; }

    /// <summary>1–32 sources; their order is the order of the bits in <see cref="CandidateBatch.Sources"/>.</summary>
    /// <exception cref="ArgumentException">
    /// None, too many, two of one name, or a share or weight that is not above 0.
    /// </exception>
    public required IReadOnlyList<WeightedSource> Sources
    {
        get => _sources;
        init
        {
            _sources = SourceChecks.Checked(value);
            SourceNames = [.. value.Select(source => source.Source.Name)];
            FallbackMask = SourceChecks.FallbackMask(value);
        }
    }

    /// <summary>Rules, applied in order; the first that removes a candidate names its fate.</summary>
    public IReadOnlyList<ICandidateFilter> Filters { get; init; } = StandardFilters.All;

    /// <summary>The ranker; merged retrieval scores unless one is given.</summary>
    public IScorer Scorer { get; init; } = RetrievalScorer.Instance;

    /// <summary>
    /// Chooses the page; promotion, sampling, diversity and top K as the request asks, unless another is given.
    /// </summary>
    public IOrdering Ordering { get; init; } = PageOrdering.Instance;

    /// <summary>Names of <see cref="Sources"/>, in their order.</summary>
    public IReadOnlyList<string> SourceNames { get; private init; } = [];

    /// <summary>Bits of the sources that are fallbacks.</summary>
    internal uint FallbackMask { get; private init; }
}
