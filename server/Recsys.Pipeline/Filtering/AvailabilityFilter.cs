namespace Recsys.Pipeline.Filtering;

/// <summary>Removes what cannot be sold at the time of the request: out of stock, or the sale has not begun.</summary>
public sealed class AvailabilityFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "availability";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        var products = context.Products;
        long nowMs = context.NowMs;
        for (int i = 0; i < rows.Length; i++)
        {
            if (fates[i] != CandidateFate.Kept) continue;
            var facts = products.Facts(rows[i]);
            if (facts.Exists && !facts.IsAvailable(nowMs)) fates[i] = CandidateFate.Unavailable;
        }
    }
}
