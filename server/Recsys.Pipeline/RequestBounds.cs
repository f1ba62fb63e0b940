namespace Recsys.Pipeline;

/// <summary>Asserts the bounds that the service edge promised to have checked.</summary>
internal static class RequestBounds
{
    public static void ThrowIfExceeded(RecommendationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request.PageSize is >= 1 and <= PipelineLimits.MaxPageSize, nameof(request.PageSize));
        Require(
            request.CandidateCount is >= PipelineLimits.MinCandidateCount and <= PipelineLimits.MaxCandidateCount,
            nameof(request.CandidateCount));
        Require(request.SessionEvents.Count <= PipelineLimits.MaxListLength, nameof(request.SessionEvents));
        Require(request.ExcludedRows.Count <= PipelineLimits.MaxListLength, nameof(request.ExcludedRows));
        Require(request.Temperature is >= 0 and <= PipelineLimits.MaxTemperature, nameof(request.Temperature));
        Require(request.Diversity is >= 0 and <= 1, nameof(request.Diversity));
        Require(request.PromotionThreshold is null or (>= 0 and <= 1), nameof(request.PromotionThreshold));
    }

    private static void Require(bool holds, string name)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, "Outside of the pipeline's limits.");
    }
}
