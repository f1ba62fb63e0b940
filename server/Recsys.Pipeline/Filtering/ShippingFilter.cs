namespace Recsys.Pipeline.Filtering;

/// <summary>Removes what is not shipped to the customer's country; an unknown country removes nothing.</summary>
public sealed class ShippingFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "ships_to";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        string country = context.Country;
        if (country.Length == 0) return;
        var products = context.Products;
        for (int i = 0; i < rows.Length; i++)
            if (fates[i] == CandidateFate.Kept && products[rows[i]] is { } product && !product.ShipsTo(country))
                fates[i] = CandidateFate.NotShipped;
    }
}
