using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

public sealed class ProductUpdateTests
{
    [Fact]
    public async Task Update_WithAMask_ChangesOnlyWhatItNames()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Products.CreateProductAsync(new() { Product = Samples.Lamp() });

        var updated = (await shop.Products.UpdateProductAsync(new()
        {
            Product = new() { Id = "lamp-1", Price = 9, Title = "not named, so not taken" },
            UpdateMask = FieldMask.FromString("price,stock_count,categories"),
        })).Product;

        Assert.Equal(9, updated.Price);
        Assert.False(updated.HasStockCount);
        Assert.Empty(updated.Categories);
        Assert.Equal("Lamp", updated.Title);
        Assert.Equal(Samples.Lamp().Attributes, updated.Attributes);
    }

    [Fact]
    public async Task Update_WithoutAMask_ChangesWhatIsSet()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Products.CreateProductAsync(new() { Product = Samples.Lamp() });

        var updated = (await shop.Products.UpdateProductAsync(
            new() { Product = new() { Id = "lamp-1", StockCount = 7, Brand = "New" } })).Product;

        Assert.Equal((7, "New", "Lamp", 12.5), (updated.StockCount, updated.Brand, updated.Title, updated.Price));
    }

    [Fact]
    public async Task Update_WithAStar_ReplacesTheWhole()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var created = (await shop.Products.CreateProductAsync(new() { Product = Samples.Lamp() })).Product;

        var updated = (await shop.Products.UpdateProductAsync(new()
        {
            Product = new() { Id = "lamp-1", Title = "Only this" },
            UpdateMask = new() { Paths = { "*" } },
        })).Product;

        var expected = new Product { Id = "lamp-1", Title = "Only this", CreateTime = created.CreateTime };
        (expected.Etag, expected.UpdateTime) = (updated.Etag, updated.UpdateTime);
        Assert.Equal(expected, updated);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("etag")]
    [InlineData("create_time")]
    [InlineData("attributes.colour")]
    [InlineData("nothing")]
    [InlineData("*,title")]
    [InlineData("")]
    public async Task Update_WithABadMask_IsRefused(string mask)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var request = new UpdateProductRequest { Product = new() { Id = "p1" }, UpdateMask = new() };
        request.UpdateMask.Paths.Add(mask.Split(','));

        string[] fields = await Shop.WrongFieldsOf(shop.Products.UpdateProductAsync(request));

        Assert.Equal("update_mask", fields[0]);
    }

    [Fact]
    public async Task Update_WithAnOldEtag_IsAbortedAndChangesNothing()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        string etag = (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Etag;
        var first = new UpdateProductRequest { Product = new() { Id = "p1", Etag = etag, Title = "first" } };
        var second = new UpdateProductRequest { Product = new() { Id = "p1", Etag = etag, Title = "second" } };

        var updated = await shop.Products.UpdateProductAsync(first);

        Assert.NotEqual(etag, updated.Product.Etag);
        Assert.Equal(
            (StatusCode.Aborted, ErrorReasons.EtagMismatch),
            await Shop.FailureOf(shop.Products.UpdateProductAsync(second)));
        Assert.Equal("first", (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Title);
    }

    [Fact]
    public async Task Update_OfDifferentFieldsAtOnce_LosesNone()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        Task<UpdateProductResponse> Update(Action<Product> set)
        {
            var product = new Product { Id = "p1" };
            set(product);
            return shop.Products.UpdateProductAsync(new() { Product = product }).ResponseAsync;
        }

        await Task.WhenAll(
            Update(product => product.Title = "T"), Update(product => product.Brand = "B"),
            Update(product => product.Price = 77), Update(product => product.StockCount = 5));

        var read = (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product;
        Assert.Equal(("T", "B", 77, 5), (read.Title, read.Brand, read.Price, read.StockCount));
    }

    [Fact]
    public async Task Update_FromManyWithTheSameEtag_OneGoesThrough()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        string etag = (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Etag;

        string[] titles = await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            try
            {
                var product = new Product { Id = "p1", Title = $"T{number}", Etag = etag };
                return (await shop.Products.UpdateProductAsync(new() { Product = product })).Product.Title;
            }
            catch (RpcException error)
            {
                Assert.Equal(
                    (StatusCode.Aborted, ErrorReasons.EtagMismatch), (error.StatusCode, ErrorDetails.ReasonOf(error)));
                return "";
            }
        }));

        string title = Assert.Single(titles, title => title.Length > 0);
        Assert.Equal(title, (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Title);
    }

    [Fact]
    public async Task Update_OfWhatIsNotThere_NeedsAllowMissing()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var request = new UpdateProductRequest { Product = Samples.Lamp(), UpdateMask = FieldMask.FromString("price") };

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Products.UpdateProductAsync(request)));
        request.AllowMissing = true;
        var made = (await shop.Products.UpdateProductAsync(request)).Product;

        Assert.Equal("Lamp", made.Title);
    }

    [Fact]
    public async Task Update_OfWhatIsNotThereAnyMore_WithItsEtag_IsAborted()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        string etag = (await shop.Products.GetProductAsync(new() { ProductId = "p1" })).Product.Etag;
        await shop.Products.DeleteProductAsync(new() { ProductId = "p1" });

        Assert.Equal(
            (StatusCode.Aborted, ErrorReasons.EtagMismatch),
            await Shop.FailureOf(shop.Products.UpdateProductAsync(
                new() { Product = new() { Id = "p1", Etag = etag }, AllowMissing = true })));
    }
}
