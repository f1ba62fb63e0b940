using System.Numerics;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline;

/// <summary>The page and how it came about. It holds nothing of the snapshot, so it outlives the lease.</summary>
public sealed class RecommendationResult
{
    /// <summary>Whether the pipeline ran; where it did not, everything else is empty.</summary>
    public RecommendationOutcome Outcome { get; init; }

    /// <summary>The page, best first.</summary>
    public IReadOnlyList<RecommendedProduct> Products { get; init; } = [];

    /// <summary>Model version that made it; empty when none is live.</summary>
    public string ModelVersion { get; init; } = "";

    /// <summary>Pipeline that made it.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Seed of the sampling.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Whether nothing was known of whom or what was asked about: for a user, no stored history and no session events;
    /// for a product, nothing found by a source that rests on what customers did with it
    /// (<see cref="Retrieval.WeightedSource.Behavioral"/>).
    /// </summary>
    public bool ColdStart { get; init; }

    /// <summary>Products on the page that only fallback sources found.</summary>
    public int FallbackCount { get; init; }

    /// <summary>
    /// Time of the newest interaction taken into account in milliseconds since 1970-01-01 UTC; 0 for none.
    /// </summary>
    public long NewestInteractionMs { get; init; }

    /// <summary>
    /// Names of the pipeline's sources, in the order of the bits of <see cref="RecommendedProduct.Sources"/>.
    /// </summary>
    public IReadOnlyList<string> SourceNames { get; init; } = [];

    /// <summary>Counts and times of the stages, one each in their order; times in microseconds.</summary>
    public IReadOnlyList<StageFigures> Stages { get; init; } = [];

    /// <summary>Counts and times of the sources, in the order of <see cref="SourceNames"/>.</summary>
    public IReadOnlyList<SourceFigures> Sources { get; init; } = [];

    /// <summary>Time of the whole request in the pipeline, in microseconds.</summary>
    public double TotalMicroseconds { get; init; }

    /// <summary>Rounds in which sources were asked for more because filters left too few.</summary>
    public int RefillRounds { get; init; }

    /// <summary>Parts that failed and were done without.</summary>
    public IReadOnlyList<Degradation> Degraded { get; init; } = [];

    /// <summary>
    /// Every candidate, in the order it was found, then at most <see cref="Filtering.RowScreen.MostTraced"/> products
    /// that sources would have brought had the filters not turned them away; empty unless the request asked for a
    /// trace.
    /// </summary>
    public IReadOnlyList<TracedCandidate> Trace { get; init; } = [];

    /// <summary>Names the sources of a mask.</summary>
    /// <param name="sources">
    /// Bits as in <see cref="RecommendedProduct.Sources"/>; bits without a source are ignored.
    /// </param>
    public IReadOnlyList<string> NamesOf(uint sources)
    {
        var names = new List<string>(BitOperations.PopCount(sources));
        for (int i = 0; i < SourceNames.Count; i++)
            if ((sources & 1u << i) != 0) names.Add(SourceNames[i]);
        return names;
    }

    internal static RecommendationResult NotRun(RecommendationRequest request, RecommendationOutcome outcome) =>
        new() { Outcome = outcome, Pipeline = request.Pipeline, Seed = request.Seed };
}
