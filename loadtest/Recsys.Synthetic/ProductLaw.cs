using Recsys.Pipeline.Catalogue;

namespace Recsys.Synthetic;

/// <summary>
/// What a product is called and costs, who makes it and where it goes: words and brands by Zipf laws, those of its
/// category first; log-normal prices around its category's.
/// </summary>
/// <param name="shape">The shop.</param>
/// <param name="space">Where its products lie.</param>
/// <param name="endMs">The shop's present, in milliseconds since 1970-01-01 UTC.</param>
internal sealed class ProductLaw(SyntheticShape shape, ProductSpace space, long endMs)
{
    private const int FewestWords = 3, MostWords = 8;
    private const int CategoryWords = 600, CategoryBrands = 60;
    private const long DayMs = 24L * 60 * 60 * 1000;

    private static readonly string[] Europe = ["DE", "FR", "GB", "NL", "AT", "IT", "ES", "PL"];
    private static readonly string[] Germany = ["DE", "AT", "CH"];
    private static readonly string[] Overseas = ["US", "CA", "JP"];

    private readonly int _vocabulary = Math.Clamp(shape.Products / 4, 1000, 40_000);
    private readonly int _brands = Math.Clamp(shape.Products / 150, 20, 6_000);
    private readonly string[][] _categories =
        [.. Enumerable.Range(0, space.Categories).Select(category => new[] { CategoryName(category) })];

    /// <summary>Name of a category.</summary>
    public static string CategoryName(int category) => $"{Names.Proper(category + 300_000)} {Names.Word(category)}";

    /// <summary>Brands there are.</summary>
    public int Brands => _brands;

    /// <summary>Name of a brand.</summary>
    public static string BrandName(int brand) => Names.Proper(brand + 200_000);

    /// <summary>A product's brand.</summary>
    public int BrandOf(int product)
    {
        var draw = new Draw(shape.Seed, DrawOf.Brand, product);
        return draw.Unit() < 0.8
            ? ((space.CategoryOf(product) * 37) + draw.Zipf(CategoryBrands)) % _brands
            : draw.Zipf(_brands);
    }

    /// <summary>A product's price, two digits after the point.</summary>
    public double PriceOf(int product)
    {
        double level = new Draw(shape.Seed, DrawOf.Price, -1 - space.CategoryOf(product)).Unit();
        float spread = new Draw(shape.Seed, DrawOf.Price, product).Noise();
        return Math.Round(Math.Exp(1.5 + (3 * level) + (0.7 * spread)), 2);
    }

    /// <summary>A product as the shop describes it.</summary>
    public Product Product(int product)
    {
        var draw = new Draw(shape.Seed, DrawOf.Offer, product);
        return new Product
        {
            Id = Names.Product(product),
            Title = TitleOf(product),
            Categories = _categories[space.CategoryOf(product)],
            Brand = BrandName(BrandOf(product)),
            Price = PriceOf(product),
            Stock = draw.Unit() switch { < 0.02 => 0, < 0.35 => null, _ => 1 + draw.Zipf(500) },
            ShipsToCountries = draw.Unit() switch { < 0.95 => [], < 0.98 => Europe, < 0.99 => Germany, _ => Overseas },
            Promoted = draw.Unit() < 0.005,
            SaleStartMs = endMs - (DayMs * (1 + draw.Below(1000))),
        };
    }

    private string TitleOf(int product)
    {
        var draw = new Draw(shape.Seed, DrawOf.Title, product);
        int category = space.CategoryOf(product);
        int count = FewestWords + draw.Below(MostWords - FewestWords + 1);
        Span<char> title = stackalloc char[96];
        int length = 0;
        for (int i = 0; i < count; i++)
        {
            int word = draw.Unit() < 0.7
                ? ((category * 97) + draw.Zipf(CategoryWords)) % _vocabulary
                : draw.Zipf(_vocabulary);
            string text = i == 0 ? Names.Proper(word) : Names.Word(word);
            if (i > 0) title[length++] = ' ';
            text.CopyTo(title[length..]);
            length += text.Length;
        }
        return new string(title[..length]);
    }
}
