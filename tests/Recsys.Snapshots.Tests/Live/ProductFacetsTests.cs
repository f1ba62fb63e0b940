using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Live;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests.Live;

public sealed class ProductFacetsTests
{
    private const int Dimension = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Copy_AsTheCatalogueChanges_HasEveryProductThatMatches(int seed)
    {
        var random = new Random(seed);
        var products = new ProductColumns();
        for (int i = 0; i < 300; i++) products.Upsert(Product(random, i));
        var facets = new ProductFacets(products);
        for (int round = 0; round < 200; round++)
        {
            int row = products.Upsert(Product(random, random.Next(500)));
            facets.Update([row]);
            if (random.Next(5) == 0) products.Remove($"p{random.Next(500)}");
            var filter = new ProductFilter
            {
                Categories = random.Next(3) == 0 ? [] : Names(random, "category", 8),
                Brands = random.Next(2) == 0 ? [] : Names(random, "brand", 12),
            };
            int count = facets.CountOf(filter, out bool byBrand);
            if (filter.IsEmpty)
            {
                Assert.Equal(-1, count);
                continue;
            }
            int[] rows = new int[count];
            Assert.Equal(count, facets.Copy(filter, byBrand, rows));
            for (int product = 0; product < products.Count; product++)
                if (!products[product].Deleted && filter.Matches(products.ProductAt(product)!))
                    Assert.Contains(product, rows);
        }
    }

    [Fact]
    public void Search_OfACategoryOfFew_FindsTheBestOfAllThatMayBeShown()
    {
        var random = new Random(4);
        var products = new ProductColumns();
        for (int i = 0; i < 3_000; i++)
            products.Upsert(new Product
            {
                Id = $"p{i}", Title = "x", Categories = [i % 50 == 0 ? "few" : "many"], Stock = i % 100 == 0 ? 0 : 1,
            });
        float[] values = [.. Enumerable.Range(0, 3_000 * Dimension).Select(_ => random.NextSingle() - 0.5f)];
        var vectors = new ItemVectors(values, Dimension);
        using var trained = IvfIndex.Build(
            values, Dimension, [.. Enumerable.Range(0, 3_000).Select(i => (long)i)], new IvfOptions { Lists = 60 });
        var live = new LiveIndex(
            ListIndex.Of(trained, Enumerable.Range(0, 3_000).ToArray(), vectors, null), products, new LiveOptions());
        var context = new RecommendationContext
        {
            Request = new RecommendationRequest { NowMs = 1, Filter = new ProductFilter { Categories = ["few"] } },
            Snapshot = new PipelineSnapshot("v1", new Dictionary<string, PipelineDefinition>()),
            Products = products,
            User = new UserHistory(),
            Country = "",
        };
        float[] query = [.. Enumerable.Range(0, Dimension).Select(_ => random.NextSingle() - 0.5f)];
        var (rows, scores) = (new int[40], new float[40]);

        int found = live.Search(context, query, rows, scores);

        Assert.Equal(
            Enumerable.Range(0, 3_000).Where(row => row % 50 == 0 && row % 100 != 0)
                .OrderByDescending(row => ItemVectors.Dot(vectors[row], query)),
            rows[..found]);
    }

    private static Product Product(Random random, int number) => new()
    {
        Id = $"p{number}", Title = "x", Categories = Names(random, "category", 8),
        Brand = Names(random, "brand", 12)[0],
    };

    private static string[] Names(Random random, string kind, int of) =>
        [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => $"{kind} {random.Next(of)}").Distinct()];
}
