using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

public sealed class SearchTests
{
    [Theory]
    [InlineData("p3", "p3")]
    [InlineData("P3", "p3")]
    [InlineData("uct 7", "p7")]
    [InlineData("PRODUCT", "p0 p1 p2 p3 p4 p5 p6 p7 p8 p9")]
    [InlineData("nothing of the kind", "")]
    [InlineData("(", "")]
    public async Task Products_ByIdOrTitle_WithoutRegardToCase(string query, string expected)
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var answer = await shop.Products.ListProductsAsync(new() { Query = query });

        Assert.Equal(expected, string.Join(' ', answer.Products.Select(product => product.Id)));
        Assert.Equal("", answer.NextPageToken);
    }

    [Fact]
    public async Task Customers_ByIdOrDisplayName_WithoutRegardToCase()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        foreach (var (id, name) in new[] { ("17850", "Zoë Ångström"), ("17851", ""), ("zo", "Other") })
            await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = id, DisplayName = name } });

        Assert.Equal(["17850"], await Found("ÅNGSTRÖM"));
        Assert.Equal(["17850", "17851"], await Found("785"));
        Assert.Equal(["17850", "zo"], await Found("ZO"));

        async Task<string[]> Found(string query) =>
            [.. (await shop.Customers.ListCustomersAsync(new() { Query = query })).Customers.Select(one => one.Id)];
    }

    [Fact]
    public async Task Products_PageByPage_GoOnWithTheSameQueryAlone()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var request = new ListProductsRequest { Query = "product", PageSize = 4 };
        var found = new List<string>();
        do
        {
            var page = await shop.Products.ListProductsAsync(request);
            Assert.InRange(page.Products.Count, 0, 4);
            found.AddRange(page.Products.Select(product => product.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"p{number}"), found);

        var searched = await shop.Products.ListProductsAsync(new() { Query = "product", PageSize = 4 });
        var listed = await shop.Products.ListProductsAsync(new() { PageSize = 4 });
        string[] wrong = ["page_token"];
        Assert.Equal(wrong, await WrongWith("other", searched.NextPageToken));
        Assert.Equal(wrong, await WrongWith("", searched.NextPageToken));
        Assert.Equal(wrong, await WrongWith("product", listed.NextPageToken));

        Task<string[]> WrongWith(string query, string token) => Shop.WrongFieldsOf(
            shop.Products.ListProductsAsync(new() { Query = query, PageToken = token }));
    }

    [Fact]
    public async Task List_WithAnOverlongQueryOrControlCharacters_NamesTheField()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        foreach (string query in new[] { new string('x', 129), "a\nb", "a\0" })
        {
            string[] products = await Shop.WrongFieldsOf(shop.Products.ListProductsAsync(new() { Query = query }));
            string[] customers = await Shop.WrongFieldsOf(shop.Customers.ListCustomersAsync(new() { Query = query }));
            Assert.Equal("query query", string.Join(' ', [.. products, .. customers]));
        }
        await shop.Products.ListProductsAsync(new() { Query = new string('x', 128) });
    }

    [Fact]
    public async Task Products_MoreThanOneCallLooksAt_AreFoundByFollowingTheTokens()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        for (int from = 0; from < 20_500; from += 500)
        {
            var products = Enumerable.Range(from, 500).Select(number => new Pipeline.Catalogue.Product
            {
                Id = $"a{number:00000}",
                Title = number == 20_450 ? "Needle" : "Hay",
            });
            await shop.Server.Server.Store.Products.UpsertManyAsync([.. products]);
        }

        var first = await shop.Products.ListProductsAsync(new() { Query = "needle" });
        var second = await shop.Products.ListProductsAsync(new() { Query = "needle", PageToken = first.NextPageToken });

        Assert.Empty(first.Products);
        Assert.NotEqual("", first.NextPageToken);
        Assert.Equal("a20450", Assert.Single(second.Products).Id);
        Assert.Equal("", second.NextPageToken);
    }
}
