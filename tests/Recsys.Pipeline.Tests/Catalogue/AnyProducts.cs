using System.Globalization;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Tests.Catalogue;

/// <summary>Products of every shape, and what makes two of them equal.</summary>
internal static class AnyProducts
{
    private static readonly string[] Texts = ["", "a", "Tea pot", "Größe µ", "茶壺", "🫖 kettle", new('x', 300)];

    public static Product Next(Random random, string id) => new()
    {
        Id = id,
        Title = Texts[random.Next(Texts.Length)],
        Description = random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : "",
        Categories = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"category {random.Next(500)}")],
        Brand = random.Next(3) == 0 ? "" : $"Märke {random.Next(50)}",
        Price = random.Next(1000) / 8.0,
        Stock = random.Next(3) == 0 ? null : random.Next(5),
        ShipsToCountries = random.Next(2) == 0 ? [] : [Country(random), Country(random)],
        Promoted = random.Next(2) == 0,
        SaleStartMs = random.NextInt64(1L << 45),
        ImageUrl = random.Next(4) == 0 ? "https://example.com/" + id : "",
        ContentEmbedding = [.. Enumerable.Range(0, random.Next(3) == 0 ? 8 : 0).Select(_ => random.NextSingle())],
        Attributes = Enumerable.Range(0, random.Next(3)).ToDictionary(
            i => i.ToString(CultureInfo.InvariantCulture), _ => Texts[random.Next(Texts.Length)]),
        CreatedMs = random.NextInt64(1L << 45),
        UpdatedMs = random.NextInt64(1L << 45),
    };

    public static void AssertSame(Product expected, Product actual)
    {
        Assert.Equal(
            expected with
            {
                Categories = actual.Categories, ShipsToCountries = actual.ShipsToCountries,
                ContentEmbedding = actual.ContentEmbedding, Attributes = actual.Attributes,
            },
            actual);
        Assert.Equal(expected.Categories, actual.Categories);
        Assert.Equal(expected.ShipsToCountries, actual.ShipsToCountries);
        Assert.Equal(expected.ContentEmbedding, actual.ContentEmbedding);
        Assert.Equal(expected.Attributes, actual.Attributes);
    }

    private static string Country(Random random) => ((string[])["DE", "FR", "Österreich"])[random.Next(3)];
}
