using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Tests.Catalogue;

public class OrderedProductsTests
{
    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "product-000-")]
    [InlineData(3, "ü")]
    public void After_AnyChanges_IsThatOfASortedSet(int seed, string prefix)
    {
        var random = new Random(seed);
        var products = new ProductColumns();
        var order = new OrderedProducts(products);
        var model = new SortedSet<string>(StringComparer.Ordinal);
        for (int step = 0; step < 6_000; step++)
        {
            string id = prefix + AnyId(random);
            if (random.Next(3) > 0)
            {
                model.Add(id);
                order.Note(products.Upsert(new Product { Id = id }));
            }
            else if (products.TryFind(id, out int row))
            {
                model.Remove(id);
                products.Remove(id);
                order.Note(row);
            }
            // Listed for the first time while there are many, and again now and then.
            if (step % 1_500 != 1_000) continue;
            string after = prefix + AnyId(random);
            Assert.Equal(model.Where(one => string.CompareOrdinal(one, after) > 0).Take(50), order.After(after, 50));
        }
        Assert.Equal(model, order.After("", int.MaxValue));
        Assert.Equal(model.Count, order.Count);
    }

    [Fact]
    public void Compare_OfAnyTexts_IsThatOfTheirCodeUnits()
    {
        var random = new Random(4);
        for (int i = 0; i < 20_000; i++)
        {
            string a = AnyId(random), b = AnyId(random);
            Assert.Equal(
                Math.Sign(string.CompareOrdinal(a, b)),
                Math.Sign(SortedRows.Compare(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b))));
        }
    }

    private static string AnyId(Random random)
    {
        string[] units = ["a", "b", "9", "é", "\uD7FF", "\uE000", "\uFF5E", "\U00010000", "\U0001FAD6", "茶"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => units[random.Next(units.Length)]));
    }
}
