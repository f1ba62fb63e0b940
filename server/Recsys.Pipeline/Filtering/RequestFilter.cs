namespace Recsys.Pipeline.Filtering;

/// <summary>Removes what does not meet the request's own conditions (<see cref="ProductFilter"/>).</summary>
public sealed class RequestFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "request_filter";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        var filter = context.Request.Filter;
        if (filter.IsEmpty) return;
        var products = context.Products;
        for (int i = 0; i < rows.Length; i++)
            if (fates[i] == CandidateFate.Kept && products[rows[i]] is { } product && !filter.Matches(product.Product))
                fates[i] = CandidateFate.FilteredOut;
    }
}
