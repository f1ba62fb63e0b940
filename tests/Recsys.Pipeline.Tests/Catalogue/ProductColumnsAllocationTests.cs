using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Filtering;
using Recsys.Pipeline.Tests.Fakes;

namespace Recsys.Pipeline.Tests.Catalogue;

/// <summary>Filters and lookups leave nothing for the collector.</summary>
[Collection(AloneCollection.Name)]
public class ProductColumnsAllocationTests
{
    private const int Rows = 2_000;
    private readonly ProductColumns _products = new();

    public ProductColumnsAllocationTests()
    {
        var random = new Random(1);
        for (int i = 0; i < Rows; i++) _products.Upsert(AnyProducts.Next(random, $"p{i}"));
    }

    [Fact]
    public void Lookups_AllocateNothing()
    {
        string[] ids = [.. Enumerable.Range(0, Rows + 10).Select(i => $"p{i}")];
        int found = 0;
        Assert.Equal(0, LeastBytes(() =>
        {
            foreach (string id in ids)
                if (_products.TryGetRow(id, out int row) && _products[row].Title.Length > 0) found++;
        }));
        Assert.True(found > Rows / 2);
    }

    [Fact]
    public void Filters_AllocateNothing()
    {
        var request = Shop.Request() with
        {
            Country = "DE",
            Filter = new ProductFilter
            {
                Categories = ["category 1", "category 7"], Brands = ["Märke 3"], MaxPrice = 90,
            },
        };
        var context = Contexts.Of(_products, request);
        int[] rows = [.. Enumerable.Range(0, Rows)];
        var fates = new CandidateFate[Rows];
        Assert.All(StandardFilters.All, filter => Assert.Equal(0, LeastBytes(() =>
        {
            Array.Clear(fates);
            filter.Apply(context, rows, fates);
        })));
    }

    // The first rounds are compiled and fill pools.
    private static long LeastBytes(Action run)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
