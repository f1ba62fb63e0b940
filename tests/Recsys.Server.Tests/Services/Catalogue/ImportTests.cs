using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.Standard.Rpc;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

public sealed class ImportTests
{
    [Fact]
    public async Task Import_NewAndKnownProducts_CountsBothAndStoresThem()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(Message(new Product { Id = "p0", Title = "Renamed" }, Samples.Lamp()));
        await call.RequestStream.WriteAsync(Message(new Product { Id = "new" }));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((2L, 1L, 0L), (answer.CreatedCount, answer.UpdatedCount, answer.RejectedCount));
        Assert.Empty(answer.Rejections);
        var lamp = (await shop.Products.GetProductAsync(new() { ProductId = "lamp-1" })).Product;
        Assert.Equal("Lamp", lamp.Title);
        Assert.Equal([0.5f, -1], lamp.ContentEmbedding);
        Assert.Equal("Renamed", (await shop.Products.GetProductAsync(new() { ProductId = "p0" })).Product.Title);
    }

    [Fact]
    public async Task Import_WrongProducts_AreRejectedAloneByTheirPlaceInTheStream()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(Message(
            new Product { Id = "a" }, new Product { Id = "b", Price = -1 }, new Product { Id = "" }));
        await call.RequestStream.WriteAsync(Message(new Product { Id = new string('x', 500), Title = "t" }));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((1L, 0L, 3L), (answer.CreatedCount, answer.UpdatedCount, answer.RejectedCount));
        Assert.Equal(
            [(1L, "b", "price"), (2L, "", "id"), (3L, new string('x', 128), "id")],
            answer.Rejections.Select(rejection => (rejection.Index, rejection.ProductId, rejection.Field)));
        Assert.All(answer.Rejections, rejection => Assert.EndsWith(".", rejection.Description));
        Assert.Equal(11, shop.Server.Server.Store.Products.Count);
    }

    [Fact]
    public async Task Import_ProductLargerThanARecord_IsRejectedByTheStoreInItsPlace()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var large = new Product { Id = "large" };
        for (int i = 0; i < 128; i++) large.Attributes[$"a{i}"] = new string('v', 4096);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(
            Message(new Product { Id = "a" }, large, new Product { Id = "b", Price = double.NaN }));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((1L, 2L), (answer.CreatedCount, answer.RejectedCount));
        Assert.Equal(
            [(1L, "large", ""), (2L, "b", "price")],
            answer.Rejections.Select(rejection => (rejection.Index, rejection.ProductId, rejection.Field)));
    }

    [Fact]
    public async Task Import_SameIdTwiceInAMessage_TheLaterOneHolds()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(
            Message(new Product { Id = "twin", Title = "first" }, new Product { Id = "twin", Title = "second" }));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((1L, 1L), (answer.CreatedCount, answer.UpdatedCount));
        Assert.Equal("second", (await shop.Products.GetProductAsync(new() { ProductId = "twin" })).Product.Title);
    }

    [Fact]
    public async Task Import_MoreRejectionsThanAreTold_TellsTheFirstHundredAndCountsAll()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        for (int message = 0; message < 3; message++)
            await call.RequestStream.WriteAsync(Message(
                [.. Enumerable.Range(0, 70).Select(_ => new Product { Id = "wrong", Price = -1 })]));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal(210, answer.RejectedCount);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), answer.Rejections.Select(item => item.Index));
    }

    [Fact]
    public async Task Import_BigStream_TakesAllOfIt()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Customers.ImportCustomers();
        for (int message = 0; message < 30; message++)
        {
            var part = new ImportCustomersRequest();
            for (int i = 0; i < 1000; i++)
                part.Customers.Add(new Customer { Id = $"c{(message * 1000) + i}", Country = "DK" });
            await call.RequestStream.WriteAsync(part);
        }
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((30_000L, 0L, 0L), (answer.CreatedCount, answer.UpdatedCount, answer.RejectedCount));
        Assert.Equal(30_000, shop.Server.Server.Store.Customers.Count);
        Assert.Equal("DK", (await shop.Customers.GetCustomerAsync(new() { CustomerId = "c29999" })).Customer.Country);
    }

    [Fact]
    public async Task Import_WrongCustomer_IsRejectedWithItsField()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Customers.ImportCustomers();
        var message = new ImportCustomersRequest();
        message.Customers.Add(new Customer { Id = "ann" });
        message.Customers.Add(new Customer { Id = "bob", Country = new string('x', 65) });
        await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal((1L, 1L), (answer.CreatedCount, answer.RejectedCount));
        var rejection = Assert.Single(answer.Rejections);
        Assert.Equal((1L, "bob", "country"), (rejection.Index, rejection.CustomerId, rejection.Field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Import_MessageOfAWrongSize_FailsAndKeepsWhatCameBefore(int count)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(Message(new Product { Id = "before" }));
        await call.RequestStream.WriteAsync(
            Message([.. Enumerable.Range(0, count).Select(i => new Product { Id = $"x{i}" })]));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal("products", Assert.Single(ErrorDetails.Detail<BadRequest>(error).FieldViolations).Field);
        Assert.Equal("before", (await shop.Products.GetProductAsync(new() { ProductId = "before" })).Product.Id);
        Assert.Equal(11, shop.Server.Server.Store.Products.Count);
    }

    [Fact]
    public async Task Import_NothingSent_AnswersZeros()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.CompleteAsync();

        Assert.Equal(new ImportProductsResponse(), await call);
    }

    [Fact]
    public async Task Import_ClientLeavesInTheMiddle_ServerGoesOnAndARepeatEndsIt()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        for (int round = 0; round < 5; round++)
        {
            using var left = shop.Products.ImportProducts();
            await left.RequestStream.WriteAsync(
                Message([.. Enumerable.Range(0, 500).Select(i => new Product { Id = $"n{i}" })]));
        }
        using var call = shop.Products.ImportProducts();
        await call.RequestStream.WriteAsync(
            Message([.. Enumerable.Range(0, 500).Select(i => new Product { Id = $"n{i}" })]));
        await call.RequestStream.CompleteAsync();

        var answer = await call;

        Assert.Equal(500, answer.CreatedCount + answer.UpdatedCount);
        Assert.Equal(510, shop.Server.Server.Store.Products.Count);
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Import_DeadlinePassesWhileTheClientIsSilent_EndsTheCall()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var call = shop.Products.ImportProducts(deadline: DateTime.UtcNow.AddMilliseconds(300));
        await call.RequestStream.WriteAsync(Message(new Product { Id = "early" }));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Empty(shop.Server.Errors);
    }

    private static ImportProductsRequest Message(params Product[] products) => new() { Products = { products } };
}
