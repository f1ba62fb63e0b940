using Recsys.Pipeline.Catalogue;

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

    // Runs in the catalogue's order, runs elsewhere, single ones and unknown ones, over several pieces of work.
    [Fact]
    public void Map_AnyOrder_IsWhatADictionarySays()
    {
        var random = new Random(7);
        var shop = new Shop();
        for (int i = 0; i < 12_000; i++) shop.Products.Upsert(new() { Id = $"p{i}" });
        var ids = new List<string>();
        var left = Enumerable.Range(0, 14_000).ToHashSet();
        while (left.Count > 0)
        {
            int from = random.Next(14_000), length = random.Next(3) == 0 ? 1 : random.Next(2_000);
            for (int i = from; i < from + length; i++)
                if (left.Remove(i)) ids.Add($"p{i}");
        }

        var rows = shop.Model([.. ids]);

        Assert.Equal(14_000, rows.Count);
        for (int model = 0; model < ids.Count; model++)
        {
            int expected = shop.Products.TryGetRow(ids[model], out int row) ? row : -1;
            Assert.Equal(expected, rows.ToCatalogue(model));
            if (expected >= 0) Assert.Equal(model, rows.ToModel(expected));
        }
    }

    [Fact]
    public void Adopt_ProductThatCameLater_IsTheModels()
    {
        var shop = new Shop("a", "b");
        var rows = shop.Model("late", "a");

        Assert.Equal(-1, rows.Adopt(5, IdHash.Of("unknown")));
        Assert.Equal(0, rows.Adopt(7, IdHash.Of("late")));
        Assert.Equal((7, 0), (rows.ToCatalogue(0), rows.ToModel(7)));
        Assert.Equal(-1, rows.ToModel(6));
    }

    [Theory]
    [InlineData("a", "b", "a")]
    [InlineData("gone", "a", "gone")]
    public void Map_IdTwice_IsRefused(params string[] ids) =>
        Assert.Throws<InvalidDataException>(() => new Shop("a").Model(ids));
}
