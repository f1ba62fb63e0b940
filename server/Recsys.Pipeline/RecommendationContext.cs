using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline;

/// <summary>What every stage of one request sees.</summary>
public sealed class RecommendationContext
{
    /// <summary>The request.</summary>
    public required RecommendationRequest Request { get; init; }

    /// <summary>The snapshot leased for this request; never another one.</summary>
    public required PipelineSnapshot Snapshot { get; init; }

    /// <summary>Live state of all products.</summary>
    public required ProductColumns Products { get; init; }

    /// <summary>
    /// The customer's stored history with the request's session events applied; empty for a newcomer.
    /// </summary>
    public required UserHistory User { get; init; }

    /// <summary>Country to ship to: the request's, else the customer's, else empty.</summary>
    public required string Country { get; init; }

    /// <summary>Time of the request in milliseconds since 1970-01-01 UTC.</summary>
    public long NowMs => Request.NowMs;
}
