namespace Recsys.Pipeline.Catalogue;

/// <summary>What stages read of one product: immutable, replaced whole when the product changes.</summary>
public sealed class ProductRow
{
    /// <summary>The product's row in the catalogue.</summary>
    public required int Row { get; init; }

    /// <summary>The product.</summary>
    public required Product Product { get; init; }

    /// <summary>The shop's id.</summary>
    public string Id => Product.Id;

    /// <summary>Hash of the id (<see cref="Catalogue.IdHash"/>): the same in every process and version.</summary>
    public ulong IdHash { get; private init; }

    /// <summary>
    /// Hash of the first category (<see cref="Catalogue.IdHash"/>), as online features count it; 0 for none.
    /// </summary>
    public ulong CategoryHash { get; private init; }

    /// <summary>Hash of the brand, in the same way; 0 for none.</summary>
    public ulong BrandHash { get; private init; }

    /// <summary>Whether the product was deleted.</summary>
    public bool Deleted { get; private init; }

    /// <summary>Whether it can be sold at a time: not deleted, in stock or not tracked, sale begun.</summary>
    public bool IsAvailable(long nowMs) => !Deleted && Product.Stock is not <= 0 && Product.SaleStartMs <= nowMs;

    /// <summary>Whether it can be sent to a country; an unknown (empty) country excludes nothing.</summary>
    public bool ShipsTo(string country)
    {
        var countries = Product.ShipsToCountries;
        if (country.Length == 0 || countries.Count == 0) return true;
        for (int i = 0; i < countries.Count; i++)
            if (string.Equals(countries[i], country, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    internal static ProductRow From(int row, Product product) => new()
    {
        Row = row,
        // Stages read the embedding as a span, which only an array gives without a copy.
        Product = product.ContentEmbedding is float[]
            ? product
            : product with { ContentEmbedding = product.ContentEmbedding.ToArray() },
        IdHash = Catalogue.IdHash.Of(product.Id),
        CategoryHash = product.Categories.Count > 0 ? Catalogue.IdHash.Of(product.Categories[0]) : 0,
        BrandHash = product.Brand.Length > 0 ? Catalogue.IdHash.Of(product.Brand) : 0,
    };

    internal ProductRow AsDeleted() => new()
    {
        Row = Row,
        Product = Product,
        IdHash = IdHash,
        CategoryHash = CategoryHash,
        BrandHash = BrandHash,
        Deleted = true,
    };
}
