namespace Recsys.Pipeline;

/// <summary>A request's own conditions on products; an empty part restricts nothing, and parts combine with AND.</summary>
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
}
