namespace Recsys.Pipeline.Filtering;

/// <summary>Removes what is not shipped to the customer's country; an unknown country removes nothing.</summary>
public sealed class ShippingFilter : ICandidateFilter
{
    // Products share few sets of countries, so what was found out of one holds for most.
    private const int Remembered = 64;

    /// <inheritdoc/>
    public string Name => "ships_to";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        string country = context.Country;
        if (country.Length == 0) return;
        var products = context.Products;
        // Number of a set, doubled, and one more where the country is in it; 0 for nothing remembered.
        Span<long> known = stackalloc long[Remembered];
        known.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            if (fates[i] != CandidateFate.Kept) continue;
            int set = products.At(rows[i]).Countries;
            if (set == 0) continue;
            ref long entry = ref known[set % Remembered];
            if (entry >> 1 != set) entry = ((long)set << 1) | (products.ShipsTo(set, country) ? 1L : 0);
            if ((entry & 1) == 0) fates[i] = CandidateFate.NotShipped;
        }
    }
}
