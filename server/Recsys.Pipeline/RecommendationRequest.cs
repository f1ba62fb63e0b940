using System.Collections.Frozen;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline;

/// <summary>A validated request: every bound named here was checked at the service edge.</summary>
public sealed record RecommendationRequest
{
    /// <summary>Pipeline to run, for example "home" or "similar".</summary>
    public string Pipeline { get; init; } = "home";

    /// <summary>The customer, or empty for an anonymous visitor.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>
    /// Recent events of the current session, oldest first, beside what the store knows; one that the store knows
    /// already (same product, time and type) counts once.
    /// </summary>
    public IReadOnlyList<HistoryEvent> SessionEvents { get; init; } = [];

    /// <summary>Catalogue row of the product that similar ones are wanted for, or −1.</summary>
    public int AnchorRow { get; init; } = -1;

    /// <summary>Products to return, 1–500.</summary>
    public int PageSize { get; init; } = 10;

    /// <summary>Candidates to retrieve over all sources, 10–10,000: the TopK of the latency curves.</summary>
    public int CandidateCount { get; init; } = 500;

    /// <summary>Conditions on products.</summary>
    public ProductFilter Filter { get; init; } = ProductFilter.None;

    /// <summary>Catalogue rows never to return.</summary>
    public IReadOnlySet<int> ExcludedRows { get; init; } = FrozenSet<int>.Empty;

    /// <summary>Whether products the customer bought are left out.</summary>
    public bool ExcludePurchased { get; init; } = true;

    /// <summary>Country to ship to; empty takes the customer's own.</summary>
    public string Country { get; init; } = "";

    /// <summary>Time of the request in milliseconds since 1970-01-01 UTC.</summary>
    public required long NowMs { get; init; }

    /// <summary>Softmax temperature, 0–100; 0 is plain top-k.</summary>
    public float Temperature { get; init; }

    /// <summary>Seed of the sampling; the same seed, versions and user give the same page.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Promotion threshold in [0, 1]: a promoted product whose score reaches it is scored 1. Null switches the rule
    /// off.
    /// </summary>
    public float? PromotionThreshold { get; init; }

    /// <summary>
    /// Weight of diversity in [0, 1]: 0 orders by score alone, 1 by difference from what is already chosen alone.
    /// </summary>
    public float Diversity { get; init; }

    /// <summary>Whether the answer carries every candidate's source, score and fate.</summary>
    public bool Trace { get; init; }
}
