using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Catalogue;

public sealed class CustomerServiceTests
{
    private static Customer Ann() => new()
    {
        Id = "ann",
        DisplayName = "Ann Ærø",
        Country = "Denmark",
        Attributes = { ["tier"] = "gold" },
    };

    [Fact]
    public async Task Create_ThenGet_GivesEveryFieldBack()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var created = (await shop.Customers.CreateCustomerAsync(new() { Customer = Ann() })).Customer;
        var read = (await shop.Customers.GetCustomerAsync(new() { CustomerId = "ann" })).Customer;

        Assert.Equal(created, read);
        var expected = Ann();
        (expected.Etag, expected.CreateTime, expected.UpdateTime) = (read.Etag, read.CreateTime, read.UpdateTime);
        Assert.Equal(expected, read);
        Assert.Equal(
            (StatusCode.AlreadyExists, ErrorReasons.CustomerAlreadyExists),
            await Shop.FailureOf(shop.Customers.CreateCustomerAsync(new() { Customer = Ann() })));
    }

    [Fact]
    public async Task Create_WithBadFields_NamesEach()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        string[] fields = await Shop.WrongFieldsOf(shop.Customers.CreateCustomerAsync(new()
        {
            Customer = new()
            {
                Id = "a\nb",
                DisplayName = new string('x', 1025),
                Country = new string('é', 33),
                Attributes = { [""] = "no name" },
            },
        }));

        Assert.Equal(["customer.id", "customer.display_name", "customer.country", "customer.attributes"], fields);
        Assert.Equal(["customer"], await Shop.WrongFieldsOf(shop.Customers.CreateCustomerAsync(new())));
    }

    [Fact]
    public async Task Update_WithAMask_ChangesOnlyWhatItNames()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Customers.CreateCustomerAsync(new() { Customer = Ann() });

        var updated = (await shop.Customers.UpdateCustomerAsync(new()
        {
            Customer = new() { Id = "ann", DisplayName = "not named" },
            UpdateMask = FieldMask.FromString("country"),
        })).Customer;

        Assert.Equal(("Ann Ærø", ""), (updated.DisplayName, updated.Country));
        Assert.Equal("gold", updated.Attributes["tier"]);
    }

    [Fact]
    public async Task Update_OfWhatIsNotThere_NeedsAllowMissing()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.CustomerNotFound),
            await Shop.FailureOf(shop.Customers.UpdateCustomerAsync(new() { Customer = Ann() })));
        var made = await shop.Customers.UpdateCustomerAsync(new() { Customer = Ann(), AllowMissing = true });
        Assert.Equal("Denmark", made.Customer.Country);
        Assert.Equal(
            (StatusCode.Aborted, ErrorReasons.EtagMismatch),
            await Shop.FailureOf(shop.Customers.UpdateCustomerAsync(
                new() { Customer = new() { Id = "ann", Etag = "old", Country = "x" } })));
    }

    [Fact]
    public async Task List_BatchGet_Delete_WorkOnWhatIsThere()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        foreach (string id in (string[])["c", "a", "b"])
            await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = id } });

        await shop.Customers.DeleteCustomerAsync(new() { CustomerId = "b" });
        var list = await shop.Customers.ListCustomersAsync(new());
        var batch = await shop.Customers.BatchGetCustomersAsync(new() { CustomerIds = { "c", "b" } });

        Assert.Equal(["a", "c"], list.Customers.Select(customer => customer.Id));
        Assert.Equal(["c"], batch.Customers.Select(customer => customer.Id));
        Assert.Equal(["b"], batch.MissingCustomerIds);
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.CustomerNotFound),
            await Shop.FailureOf(shop.Customers.DeleteCustomerAsync(new() { CustomerId = "b" })));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.CustomerNotFound),
            await Shop.FailureOf(shop.Customers.GetCustomerAsync(new() { CustomerId = "b" })));
    }

    [Fact]
    public async Task Delete_OfOneWhoOnlyActed_ErasesAndSaysWhen()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Server.Server.Store.Products.CreateAsync(new() { Id = "lamp" });
        await shop.Server.Server.Store.Interactions.AppendAsync([new()
        {
            Id = "i", CustomerId = "ann", ProductId = "lamp", Type = Recsys.Pipeline.Interactions.InteractionType.View,
            TimeMs = 1,
        }]);

        var answer = await shop.Customers.DeleteCustomerAsync(new() { CustomerId = "ann" });

        Assert.InRange(answer.EraseTime.ToDateTime(), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
        Assert.Equal(shop.Server.Server.Store.Interactions.AppliedPosition, answer.JournalPosition);
        Assert.Null(await shop.Server.Server.Store.Histories.ReadAsync("ann"));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.CustomerNotFound),
            await Shop.FailureOf(shop.Customers.DeleteCustomerAsync(new() { CustomerId = "ann" })));
        Assert.Equal(
            new DeleteCustomerResponse(),
            await shop.Customers.DeleteCustomerAsync(new() { CustomerId = "ann", AllowMissing = true }));
    }
}
