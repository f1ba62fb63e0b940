namespace Recsys.Pipeline.Filtering;

/// <summary>Removes what the catalogue does not hold: unknown rows and deleted products.</summary>
public sealed class CatalogueFilter : ICandidateFilter
{
    /// <inheritdoc/>
    public string Name => "in_catalogue";

    /// <inheritdoc/>
    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
    {
        var products = context.Products;
        for (int i = 0; i < rows.Length; i++)
            if (fates[i] == CandidateFate.Kept && products.At(rows[i]).Deleted)
                fates[i] = CandidateFate.NotInCatalogue;
    }
}
