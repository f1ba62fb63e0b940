namespace Recsys.Training.Import.Mapping;

/// <summary>
/// Which columns describe products. In a file of products each row is one; in a file of interactions each row says
/// something of its product, and what is said most often (title), in the middle (price) or last (all else) counts.
/// </summary>
public sealed record ProductFields
{
    /// <summary>Column of the id.</summary>
    public required string Id { get; init; }

    /// <summary>Column of the title.</summary>
    public string? Title { get; init; }

    /// <summary>Column of the longer text.</summary>
    public string? Description { get; init; }

    /// <summary>Column of the categories, most important first.</summary>
    public string? Categories { get; init; }

    /// <summary>Between the entries of <see cref="Categories"/> and <see cref="ShipsTo"/>.</summary>
    public char Separator { get; init; } = '|';

    /// <summary>Whether categories are made from the words of titles; then <see cref="Categories"/> is null.</summary>
    public bool CategoriesFromTitle { get; init; }

    /// <summary>Column of the maker or label.</summary>
    public string? Brand { get; init; }

    /// <summary>Column of the price of one unit.</summary>
    public string? Price { get; init; }

    /// <summary>Column of the units in stock.</summary>
    public string? Stock { get; init; }

    /// <summary>Column of the countries it ships to.</summary>
    public string? ShipsTo { get; init; }

    /// <summary>Column that says whether it is promoted: true, yes, y or 1.</summary>
    public string? Promoted { get; init; }

    /// <summary>
    /// Column of the start of sale; without it, in a file of interactions, the first time it was seen.
    /// </summary>
    public TimeColumn? SaleStart { get; init; }

    /// <summary>Column of the picture's address.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Columns kept as free attributes, by attribute name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
