using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline;

/// <summary>
/// A request's own conditions on products; an empty part restricts nothing, and parts combine with AND.
/// </summary>
public sealed record ProductFilter
{
    /// <summary>Restricts nothing.</summary>
    public static ProductFilter None { get; } = new();

    /// <summary>At least one of these categories.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>One of these brands.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Lowest price in the shop's currency, inclusive; null for none.</summary>
    public double? MinPrice { get; init; }

    /// <summary>Highest price in the shop's currency, inclusive; null for none.</summary>
    public double? MaxPrice { get; init; }

    /// <summary>Whether only promoted products are wanted.</summary>
    public bool PromotedOnly { get; init; }

    /// <summary>Whether it restricts nothing.</summary>
    public bool IsEmpty =>
        Categories.Count == 0 && Brands.Count == 0 && MinPrice is null && MaxPrice is null && !PromotedOnly;

    /// <summary>Whether a product meets all conditions. Names are compared exactly.</summary>
    public bool Matches(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        return (!PromotedOnly || product.Promoted)
            && !(product.Price < MinPrice) && !(product.Price > MaxPrice)
            && (Brands.Count == 0 || Contains(Brands, product.Brand))
            && (Categories.Count == 0 || Overlap(Categories, product.Categories));
    }

    private static bool Overlap(IReadOnlyList<string> wanted, IReadOnlyList<string> present)
    {
        for (int i = 0; i < present.Count; i++)
            if (Contains(wanted, present[i])) return true;
        return false;
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
            if (string.Equals(names[i], name, StringComparison.Ordinal)) return true;
        return false;
    }
}
