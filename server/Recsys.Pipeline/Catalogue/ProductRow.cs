using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// One state of one product: its facts, and its texts as spans of the memory they lie in, so that nothing is copied.
/// All of it is of one moment, whatever is written meanwhile.
/// </summary>
public readonly ref struct ProductRow
{
    private readonly ProductColumns _columns;
    private readonly ReadOnlySpan<byte> _record;

    internal ProductRow(int row) => (_columns, Row) = (null!, row);

    /// <param name="columns">The columns.</param>
    /// <param name="row">The row.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="record">What begins with its record.</param>
    internal ProductRow(ProductColumns columns, int row, scoped in ProductFacts facts, ReadOnlySpan<byte> record)
    {
        (_columns, Row, Facts) = (columns, row, facts);
        _record = record;
    }

    /// <summary>The product's row in the catalogue.</summary>
    public int Row { get; }

    /// <summary>The numbers.</summary>
    public ProductFacts Facts { get; }

    /// <summary>Whether the row was ever given out. Where it was not, texts are empty.</summary>
    public bool Exists => Facts.Exists;

    /// <summary>Whether the product was deleted, or never there.</summary>
    public bool Deleted => Facts.Deleted;

    /// <summary>Hash of the id (<see cref="Catalogue.IdHash"/>): the same in every process and version.</summary>
    public ulong IdHash => Facts.IdHash;

    /// <summary>
    /// Hash of the first category (<see cref="Catalogue.IdHash"/>), as online features count it; 0 for none.
    /// </summary>
    public ulong CategoryHash => Exists ? _columns.Categories.Hash(Facts.Category) : 0;

    /// <summary>Hash of the brand, in the same way; 0 for none.</summary>
    public ulong BrandHash => Exists ? _columns.Brands.Hash(Facts.Brand) : 0;

    /// <summary>Price of one unit in the shop's currency.</summary>
    public double Price => Facts.Price;

    /// <summary>The shop's id in UTF-8.</summary>
    public ReadOnlySpan<byte> Id => Exists ? new EncodedReader(_record).Text() : [];

    /// <summary>The title in UTF-8.</summary>
    public ReadOnlySpan<byte> Title
    {
        get
        {
            if (!Exists) return [];
            var reader = new EncodedReader(_record);
            reader.Text();
            return reader.Text();
        }
    }

    /// <summary>The brand in UTF-8; empty when not known.</summary>
    public ReadOnlySpan<byte> Brand => Exists ? _columns.Brands.Name(Facts.Brand) : [];

    /// <summary>The store's number of this state (<see cref="ProductContent.Version"/>).</summary>
    public long Version => Exists ? Times().Version : 0;

    /// <summary>When the record was made, in milliseconds since 1970-01-01 UTC.</summary>
    public long CreatedMs => Exists ? Times().Created : 0;

    /// <summary>When the record was last changed, in milliseconds since 1970-01-01 UTC.</summary>
    public long UpdatedMs => Exists ? Times().Updated : 0;

    /// <summary>The content embedding; empty when there is none.</summary>
    public ReadOnlySpan<float> Embedding => Exists
        ? MemoryMarshal.Cast<byte, float>(Rare(ProductRecord.HasEmbedding, out var reader) ? reader.Text() : [])
        : [];

    /// <summary>How many categories it has.</summary>
    public int CategoryCount
    {
        get
        {
            if (Facts.Category == 0) return 0;
            return 1 + (Rare(ProductRecord.HasCategories, out var reader) ? reader.Count() : 0);
        }
    }

    /// <summary>Numbers of all categories, most important first (<see cref="ProductColumns.Categories"/>).</summary>
    /// <param name="numbers">Filled as far as it reaches.</param>
    /// <returns>How many were filled.</returns>
    public int CategoryNumbers(Span<int> numbers)
    {
        if (Facts.Category == 0 || numbers.IsEmpty) return 0;
        numbers[0] = Facts.Category;
        if (!Rare(ProductRecord.HasCategories, out var reader)) return 1;
        int count = Math.Min(reader.Count(), numbers.Length - 1);
        for (int i = 1; i <= count; i++) numbers[i] = reader.Count();
        return count + 1;
    }

    /// <summary>Whether one of its categories is among some.</summary>
    /// <param name="numbers">Numbers of categories (<see cref="ProductColumns.Categories"/>).</param>
    public bool HasCategory(ReadOnlySpan<int> numbers)
    {
        if (Facts.Category == 0) return false;
        if (numbers.Contains(Facts.Category)) return true;
        if (!Rare(ProductRecord.HasCategories, out var reader)) return false;
        for (int left = reader.Count(); left > 0; left--)
            if (numbers.Contains(reader.Count())) return true;
        return false;
    }

    /// <summary>Makes an object of it, for those who want few products or have time.</summary>
    /// <exception cref="InvalidOperationException">The row was never given out.</exception>
    public Product ToProduct()
    {
        if (!Exists) throw new InvalidOperationException($"There is no product in row {Row}.");
        var reader = new EncodedReader(_record);
        var product = new Product
        {
            Id = reader.String(),
            Title = reader.String(),
            CreatedMs = reader.Signed(),
            UpdatedMs = reader.Signed(),
            Brand = Encoding.UTF8.GetString(Brand),
            Price = Facts.Price,
            Stock = Facts.Stock == ProductFacts.Untracked ? null : Facts.Stock,
            ShipsToCountries = new EncodedReader(_columns.CountrySets.Name(Facts.Countries)).Texts(),
            Promoted = Facts.Promoted,
            SaleStartMs = Facts.SaleStartMs,
            Categories = CategoryNames(),
            Description = Rare(ProductRecord.HasDescription, out var rare) ? rare.String() : "",
            ImageUrl = Rare(ProductRecord.HasImage, out rare) ? rare.String() : "",
            ContentEmbedding = Embedding.ToArray(),
        };
        return product with
        {
            UpdatedMs = product.CreatedMs + product.UpdatedMs,
            Attributes = Rare(ProductRecord.HasAttributes, out rare) ? rare.Pairs() : product.Attributes,
        };
    }

    private string[] CategoryNames()
    {
        var names = new string[CategoryCount];
        if (names.Length == 0) return names;
        names[0] = Encoding.UTF8.GetString(_columns.Categories.Name(Facts.Category));
        if (!Rare(ProductRecord.HasCategories, out var reader)) return names;
        reader.Count();
        for (int i = 1; i < names.Length; i++)
            names[i] = Encoding.UTF8.GetString(_columns.Categories.Name(reader.Count()));
        return names;
    }

    private (long Created, long Updated, long Version) Times()
    {
        var reader = new EncodedReader(_record);
        reader.Text();
        reader.Text();
        long created = reader.Signed();
        long updated = created + reader.Signed();
        return (created, updated, reader.Signed());
    }

    // Goes to a rare field; false where the product has none.
    private bool Rare(byte field, out EncodedReader reader)
    {
        reader = new EncodedReader(_record);
        byte present = ProductRecord.ReadHead(ref reader);
        if ((present & field) == 0) return false;
        ProductRecord.Skip(ref reader, present, field);
        return true;
    }
}
