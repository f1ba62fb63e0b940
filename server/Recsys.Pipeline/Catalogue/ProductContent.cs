namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// One product as bytes, for whoever has it so already. Texts are UTF-8; a list is its texts, each behind the count of
/// its bytes, behind their count, and counts are seven bits a byte, lowest first, the top bit set on all but the last.
/// An empty span is an empty list.
/// </summary>
public ref struct ProductContent
{
    /// <summary>The shop's id.</summary>
    public ReadOnlySpan<byte> Id;

    /// <summary>See <see cref="Product.Title"/>.</summary>
    public ReadOnlySpan<byte> Title;

    /// <summary>See <see cref="Product.Description"/>.</summary>
    public ReadOnlySpan<byte> Description;

    /// <summary>See <see cref="Product.Brand"/>.</summary>
    public ReadOnlySpan<byte> Brand;

    /// <summary>See <see cref="Product.ImageUrl"/>.</summary>
    public ReadOnlySpan<byte> ImageUrl;

    /// <summary>The list of <see cref="Product.Categories"/>.</summary>
    public ReadOnlySpan<byte> Categories;

    /// <summary>The list of <see cref="Product.ShipsToCountries"/>.</summary>
    public ReadOnlySpan<byte> Countries;

    /// <summary><see cref="Product.ContentEmbedding"/>, four bytes a number, little-endian.</summary>
    public ReadOnlySpan<byte> Embedding;

    /// <summary><see cref="Product.Attributes"/> as a list of name, value, name, value, behind the count of pairs.
    /// </summary>
    public ReadOnlySpan<byte> Attributes;

    /// <summary>See <see cref="Product.Price"/>.</summary>
    public double Price;

    /// <summary>See <see cref="Product.Stock"/>.</summary>
    public int? Stock;

    /// <summary>See <see cref="Product.Promoted"/>.</summary>
    public bool Promoted;

    /// <summary>Whether the product is deleted.</summary>
    public bool Deleted;

    /// <summary>See <see cref="Product.SaleStartMs"/>.</summary>
    public long SaleStartMs;

    /// <summary>See <see cref="Product.CreatedMs"/>.</summary>
    public long CreatedMs;

    /// <summary>See <see cref="Product.UpdatedMs"/>.</summary>
    public long UpdatedMs;

    /// <summary>A number of the store's that goes up with every change; 0 where there is none.</summary>
    public long Version;

    /// <summary>A product as bytes, which lie in a writer until that is used again.</summary>
    internal static ProductContent Of(Product product, EncodedWriter to)
    {
        to.Clear();
        var (id, title, description) = (Add(to, product.Id), Add(to, product.Title), Add(to, product.Description));
        var (brand, image) = (Add(to, product.Brand), Add(to, product.ImageUrl));
        int at = to.Length;
        to.Texts(product.Categories);
        var categories = at..to.Length;
        at = to.Length;
        if (product.ShipsToCountries.Count > 0) to.Texts(product.ShipsToCountries);
        var countries = at..to.Length;
        at = to.Length;
        to.Floats(product.ContentEmbedding);
        var embedding = at..to.Length;
        at = to.Length;
        to.Pairs(product.Attributes);
        return new ProductContent
        {
            Id = to.Part(id),
            Title = to.Part(title),
            Description = to.Part(description),
            Brand = to.Part(brand),
            ImageUrl = to.Part(image),
            Categories = to.Part(categories),
            Countries = to.Part(countries),
            Embedding = to.Part(embedding),
            Attributes = to.Part(at..to.Length),
            Price = product.Price,
            Stock = product.Stock,
            Promoted = product.Promoted,
            SaleStartMs = product.SaleStartMs,
            CreatedMs = product.CreatedMs,
            UpdatedMs = product.UpdatedMs,
        };
    }

    private static Range Add(EncodedWriter to, string text)
    {
        int at = to.Length;
        to.RawText(text);
        return at..to.Length;
    }
}
