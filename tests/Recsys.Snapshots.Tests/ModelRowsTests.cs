namespace Recsys.Snapshots.Tests;

public sealed class ModelRowsTests
{
    [Fact]
    public void Map_BothSidesHaveUnknownProducts_ConnectsTheRest()
    {
        var shop = new Shop("a", "b", "c");
        shop.Products.Remove("c");

        var rows = shop.Model("c", "gone", "a");

        Assert.Equal([2, -1, 0], rows.CatalogueRows.ToArray());
        Assert.Equal([2, -1, 0], rows.ByCatalogueRow.ToArray());
        Assert.Equal(-1, rows.ToCatalogue(3));
        Assert.Equal(-1, rows.ToCatalogue(-1));
        shop.Products.Upsert(new() { Id = "later" });
        Assert.Equal(-1, rows.ToModel(3));
    }

    [Fact]
    public void Map_IdTwice_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new Shop("a").Model("a", "b", "a"));
}
