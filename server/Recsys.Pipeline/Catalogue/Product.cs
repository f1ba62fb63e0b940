namespace Recsys.Pipeline.Catalogue;

/// <summary>A product as the shop describes it.</summary>
public sealed record Product
{
    /// <summary>The shop's id, 1–128 characters of UTF-8 without control characters.</summary>
    public required string Id { get; init; }

    /// <summary>Name shown to customers.</summary>
    public string Title { get; init; } = "";

    /// <summary>Longer text; words of it are content features.</summary>
    public string Description { get; init; } = "";

    /// <summary>Categories, most important first.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Maker or label; empty when not known.</summary>
    public string Brand { get; init; } = "";

    /// <summary>Price of one unit in the shop's currency; finite and not negative.</summary>
    public double Price { get; init; }

    /// <summary>Units available, or null when stock is not tracked, which counts as available.</summary>
    public int? Stock { get; init; }

    /// <summary>Countries it can be shipped to; empty means everywhere.</summary>
    public IReadOnlyList<string> ShipsToCountries { get; init; } = [];

    /// <summary>Whether the promotion rule applies to it.</summary>
    public bool Promoted { get; init; }

    /// <summary>
    /// Start of sale, or of the first time seen, in milliseconds since 1970-01-01 UTC; 0 when not known.
    /// </summary>
    public long SaleStartMs { get; init; }

    /// <summary>Picture for cards; empty when there is none.</summary>
    public string ImageUrl { get; init; } = "";

    /// <summary>Embedding of text or picture made by the shop; empty when there is none.</summary>
    public IReadOnlyList<float> ContentEmbedding { get; init; } = [];

    /// <summary>Free attributes, kept and returned, not interpreted.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = EmptyAttributes;

    /// <summary>When the record was made, in milliseconds since 1970-01-01 UTC.</summary>
    public long CreatedMs { get; init; }

    /// <summary>When the record was last changed, in milliseconds since 1970-01-01 UTC.</summary>
    public long UpdatedMs { get; init; }

    private static readonly Dictionary<string, string> EmptyAttributes = [];
}
