namespace Recsys.Training.Tests.Import;

public sealed class SampleCatalogueTests
{
    [Fact]
    public async Task ReadAsync_Sample_DerivesTheCatalogue()
    {
        var (table, _) = await Sample.ReadAsync();
        Assert.True(table.TryGetItem("85123A", out int item));
        var product = table.Products[item];

        Assert.Equal("WHITE HANGING HEART T-LIGHT HOLDER", product.Title);
        Assert.Equal(2.95, product.Price);
        Assert.Equal(table.TimesMs[table.RowsOfItem(item)[0]], product.SaleStartMs);
        Assert.Equal(table.RowsOfItem(item).Length.ToString(), product.Attributes["popularity"]);
        Assert.Equal("holder", product.Categories[0]);

        Assert.All(table.Products, each =>
            Assert.True(each.Title.Length > 0 && each.Price > 0 && each.SaleStartMs > 0));
        // Nearly every product has a category, and the categories are few enough to be features.
        Assert.InRange(table.Products.Count(each => each.Categories.Count == 0), 0, table.ItemCount / 20);
        Assert.InRange(table.Products.SelectMany(each => each.Categories).Distinct().Count(), 100, 600);

        Assert.True(table.TryGetUser("12583", out int user));
        Assert.Equal("France", table.UserCountries[user]);
    }
}
