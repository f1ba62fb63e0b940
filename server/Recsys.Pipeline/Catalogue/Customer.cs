namespace Recsys.Pipeline.Catalogue;

/// <summary>A customer as the shop describes them; what they did is in <see cref="Features.UserHistory"/>.</summary>
public sealed record Customer
{
    /// <summary>The shop's id, 1–128 characters of UTF-8 without control characters.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to operators; may be empty.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Country, as products' <see cref="Product.ShipsToCountries"/> names it; empty when not known.</summary>
    public string Country { get; init; } = "";

    /// <summary>Free attributes, kept and returned, not interpreted.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = EmptyAttributes;

    /// <summary>When the record was made, in milliseconds since 1970-01-01 UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When the record was last changed, in milliseconds since 1970-01-01 UTC.</summary>
    public long UpdatedMs { get; init; }

    private static readonly Dictionary<string, string> EmptyAttributes = [];
}
