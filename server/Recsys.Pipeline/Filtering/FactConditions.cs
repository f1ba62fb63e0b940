using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Filtering;

/// <summary>
/// A request's conditions in the catalogue's numbers, so that a product is compared by number. For one request: names
/// that products get later have other numbers.
/// </summary>
internal readonly ref struct FactConditions
{
    private readonly ProductColumns _products;
    private readonly ReadOnlySpan<int> _categories;
    private readonly ReadOnlySpan<int> _brands;
    private readonly bool _anyCategory;
    private readonly bool _anyBrand;
    private readonly bool _promotedOnly;
    private readonly double _minPrice;
    private readonly double _maxPrice;

    /// <param name="filter">The conditions.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="memory">As long as the filter's categories and brands together.</param>
    public FactConditions(ProductFilter filter, ProductColumns products, Span<int> memory)
    {
        _products = products;
        _categories = Numbers(filter.Categories, products.Categories, memory);
        _brands = Numbers(filter.Brands, products.Brands, memory[filter.Categories.Count..]);
        (_anyCategory, _anyBrand) = (filter.Categories.Count == 0, filter.Brands.Count == 0);
        _promotedOnly = filter.PromotedOnly;
        // No price is below or above these, and one that is no number meets every bound.
        (_minPrice, _maxPrice) = (filter.MinPrice ?? double.NaN, filter.MaxPrice ?? double.NaN);
    }

    /// <summary>Whether a product meets them all.</summary>
    public bool Hold(int row, in ProductFacts facts) =>
        (!_promotedOnly || facts.Promoted)
        && !(facts.Price < _minPrice) && !(facts.Price > _maxPrice)
        && (_anyBrand || _brands.Contains(facts.Brand))
        && (_anyCategory || HoldsCategory(row, facts));

    private bool HoldsCategory(int row, in ProductFacts facts)
    {
        if (facts.Category == 0) return false;
        if (_categories.Contains(facts.Category)) return true;
        return facts.HasMoreCategories && _products[row].HasCategory(_categories);
    }

    // A name that no product has is nobody's number.
    private static ReadOnlySpan<int> Numbers(IReadOnlyList<string> names, NameTable table, Span<int> memory)
    {
        int count = 0;
        for (int i = 0; i < names.Count; i++)
        {
            int number = table.Find(names[i]);
            // Products without a brand have the empty one.
            if (number > 0 || names[i].Length == 0) memory[count++] = number;
        }
        return memory[..count];
    }
}
