using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Tests.Catalogue;

public class ProductColumnsTests
{
    [Fact]
    public void Upsert_KnownProduct_KeepsItsRow()
    {
        var products = new ProductColumns();
        int row = products.Upsert(new Product { Id = "a" });
        products.Upsert(new Product { Id = "b" });

        Assert.Equal(row, products.Upsert(new Product { Id = "a", Title = "new" }));
        Assert.Equal("new", products[row].ToProduct().Title);
        Assert.Equal(2, products.Count);
    }

    [Fact]
    public void Remove_ThenUpsert_ReturnsToTheSameRow()
    {
        var products = new ProductColumns();
        int row = products.Upsert(new Product { Id = "a" });

        Assert.True(products.Remove("a"));
        Assert.False(products.Remove("a"));
        Assert.False(products.TryGetRow("a", out _));
        Assert.True(products[row].Deleted);
        Assert.Equal(row, products.Upsert(new Product { Id = "a" }));
        Assert.True(products.TryGet("a", out _));
    }

    [Fact]
    public void Restore_OutOfOrderBeyondTheFirstBlock_GrowsAndCounts()
    {
        var products = new ProductColumns();

        products.Restore(5_000, new Product { Id = "late" });
        products.Restore(3, new Product { Id = "early" });

        Assert.Equal(5_001, products.Count);
        Assert.Equal("late", products.IdOf(5_000));
        Assert.False(products[4].Exists);
        Assert.False(products[-1].Exists);
        Assert.False(products[int.MaxValue].Exists);
    }

    [Fact]
    public void Upsert_EmbeddingInAList_IsReadAsASpan()
    {
        var products = new ProductColumns();
        int row = products.Upsert(new Product { Id = "a", ContentEmbedding = new List<float> { 1, 2 } });

        Assert.Equal([1f, 2f], products[row].Embedding.ToArray());
    }

    [Fact]
    public void IdHash_OfManyIds_IsDistinct() =>
        Assert.Equal(100_000, Enumerable.Range(0, 100_000).Select(i => IdHash.Of($"p{i}")).Distinct().Count());
}
