using System.Buffers;
using Recsys.Pipeline.Catalogue;

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
        int names = filter.Categories.Count + filter.Brands.Count;
        int[] numbers = ArrayPool<int>.Shared.Rent(Math.Max(names, 1));
        try
        {
            var conditions = new FactConditions(filter, products, numbers);
            for (int i = 0; i < rows.Length; i++)
            {
                if (fates[i] != CandidateFate.Kept) continue;
                var facts = products.Facts(rows[i]);
                if (facts.Exists && !conditions.Hold(rows[i], facts)) fates[i] = CandidateFate.FilteredOut;
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }
}
