using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

public sealed class ProductServiceTests
{
    [Fact]
    public async Task Create_ThenGet_GivesEveryFieldBack()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var created = (await shop.Products.CreateProductAsync(new() { Product = Samples.Lamp() })).Product;
        var read = (await shop.Products.GetProductAsync(new() { ProductId = "lamp-1" })).Product;

        Assert.Equal(created, read);
        Assert.NotEqual("", read.Etag);
        Assert.NotNull(read.CreateTime);
        Assert.Equal(read.CreateTime, read.UpdateTime);
        var expected = Samples.Lamp();
        (expected.Etag, expected.CreateTime, expected.UpdateTime) = (read.Etag, read.CreateTime, read.UpdateTime);
        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task Get_InBasicView_LeavesTheEmbeddingOut()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Products.CreateProductAsync(new() { Product = Samples.Lamp() });

        var read = await shop.Products.GetProductAsync(new() { ProductId = "lamp-1", View = ProductView.Basic });

        Assert.Empty(read.Product.ContentEmbedding);
        Assert.Equal("Lamp", read.Product.Title);
    }

    [Fact]
    public async Task Create_OfAnIdThatIsTaken_AlreadyExists()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            (StatusCode.AlreadyExists, ErrorReasons.ProductAlreadyExists),
            await Shop.FailureOf(shop.Products.CreateProductAsync(new() { Product = new() { Id = "p1" } })));
    }

    [Fact]
    public async Task Create_WithEveryFieldWrong_NamesEachOfThem()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var wrong = new Product
        {
            Id = new string('x', 129),
            Title = new string('x', 1025),
            Description = "a\u0001b",
            Categories = { "a", "a", "" },
            Brand = new string('x', 1025),
            Price = double.NaN,
            StockCount = -1,
            ShipsToCountries = { new string('x', 65) },
            SaleStartTime = new Timestamp { Seconds = -1 },
            ImageUrl = "javascript:alert(1)",
            ContentEmbedding = { 1, float.PositiveInfinity },
            Attributes = { ["k"] = new string('x', 4097) },
        };

        string[] fields = await Shop.WrongFieldsOf(shop.Products.CreateProductAsync(new() { Product = wrong }));

        Assert.Equal(
            [
                "product.attributes[k]", "product.brand", "product.categories[1]", "product.categories[2]",
                "product.content_embedding[1]", "product.description", "product.id", "product.image_url",
                "product.price", "product.sale_start_time", "product.ships_to_countries[0]", "product.stock_count",
                "product.title",
            ],
            fields.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.01)]
    [InlineData(1e13)]
    public async Task Create_WithAPriceOutOfRange_IsRefused(double price)
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            ["product.price"],
            await Shop.WrongFieldsOf(shop.Products.CreateProductAsync(
                new() { Product = new() { Id = "x", Price = price } })));
    }

    [Fact]
    public async Task Create_WithoutAProduct_SaysSo()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(["product"], await Shop.WrongFieldsOf(shop.Products.CreateProductAsync(new())));
    }

    [Fact]
    public async Task Get_OfWhatIsNotThere_IsNotFound()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Products.GetProductAsync(new() { ProductId = "nothing" })));
        Assert.Equal(["product_id"], await Shop.WrongFieldsOf(shop.Products.GetProductAsync(new())));
        Assert.Equal(
            ["view"],
            await Shop.WrongFieldsOf(shop.Products.GetProductAsync(
                new() { ProductId = "p1", View = (ProductView)99 })));
    }

    [Fact]
    public async Task BatchGet_GivesWhatIsThereAndNamesWhatIsNot()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var answer = await shop.Products.BatchGetProductsAsync(new() { ProductIds = { "p3", "gone", "p1" } });

        Assert.Equal(["p3", "p1"], answer.Products.Select(product => product.Id));
        Assert.Equal(["gone"], answer.MissingProductIds);
    }

    [Fact]
    public async Task BatchGet_WithBadIds_NamesThem()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var tooMany = new BatchGetProductsRequest();
        tooMany.ProductIds.Add(Enumerable.Range(0, 1001).Select(number => $"x{number}"));

        Assert.Equal(["product_ids"], await Shop.WrongFieldsOf(shop.Products.BatchGetProductsAsync(new())));
        Assert.Equal(["product_ids"], await Shop.WrongFieldsOf(shop.Products.BatchGetProductsAsync(tooMany)));
        Assert.Equal(
            ["product_ids[1]", "product_ids[2]"],
            await Shop.WrongFieldsOf(shop.Products.BatchGetProductsAsync(new() { ProductIds = { "a", "", "a" } })));
    }

    [Fact]
    public async Task List_PageByPage_GivesEachProductOnce()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var ids = new List<string>();
        string token = "";
        int pages = 0;
        do
        {
            var page = await shop.Products.ListProductsAsync(new() { PageSize = 4, PageToken = token });
            ids.AddRange(page.Products.Select(product => product.Id));
            token = page.NextPageToken;
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"p{number}"), ids);
        Assert.Equal(3, pages);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000_000)]
    public async Task List_OfAnySize_TakesWhatItCan(int pageSize)
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var page = await shop.Products.ListProductsAsync(new() { PageSize = pageSize });

        Assert.Equal(10, page.Products.Count);
        Assert.Equal("", page.NextPageToken);
    }

    [Fact]
    public async Task List_WithBadPaging_IsRefused()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var customers = await TwoCustomersFirstPage(shop);

        Assert.Equal(
            ["page_size", "page_token"],
            await Shop.WrongFieldsOf(shop.Products.ListProductsAsync(new() { PageSize = -1, PageToken = "made up" })));
        Assert.Equal(
            ["page_token"],
            await Shop.WrongFieldsOf(shop.Products.ListProductsAsync(new() { PageToken = customers.NextPageToken })));
    }

    [Fact]
    public async Task Delete_TakesItAway()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        await shop.Products.DeleteProductAsync(new() { ProductId = "p1" });

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Products.GetProductAsync(new() { ProductId = "p1" })));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Products.DeleteProductAsync(new() { ProductId = "p1" })));
        await shop.Products.DeleteProductAsync(new() { ProductId = "p1", AllowMissing = true });
    }

    [Fact]
    public async Task Create_AfterDelete_HasAnEtagOfItsOwn()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var before = (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product;
        await shop.Products.DeleteProductAsync(new() { ProductId = "p1" });

        var again = (await shop.Products.CreateProductAsync(new() { Product = new() { Id = "p1" } })).Product;

        Assert.NotEqual(before.Etag, again.Etag);
    }

    [Fact]
    public async Task Create_WithLongNamesWrong_StaysWithinWhatTrailersMayHold()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var product = new Product { Id = "x" };
        for (int i = 0; i < 100; i++) product.Attributes[$"{i:000}{new string('鶴', 120)}"] = "\u0001";

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await shop.Products.CreateProductAsync(new() { Product = product }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        int bytes = error.Trailers.Sum(entry => entry.Key.Length + entry.ValueBytes.Length * 4 / 3);
        Assert.InRange(bytes + Uri.EscapeDataString(error.Status.Detail).Length, 1000, 8000);
    }

    [Fact]
    public async Task Delete_WithAnOldEtag_IsAborted()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            (StatusCode.Aborted, ErrorReasons.EtagMismatch),
            await Shop.FailureOf(shop.Products.DeleteProductAsync(new() { ProductId = "p1", Etag = "old" })));
        Assert.Equal("p1", (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Id);
    }

    private static async Task<ListCustomersResponse> TwoCustomersFirstPage(Shop shop)
    {
        await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = "a" } });
        await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = "b" } });
        return await shop.Customers.ListCustomersAsync(new() { PageSize = 1 });
    }
}
