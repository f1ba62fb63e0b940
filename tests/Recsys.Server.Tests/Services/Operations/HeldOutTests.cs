using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Operations;

public sealed class HeldOutTests
{
    private static readonly string[] Lines =
    [
        """{"type":"purchase","event_time":"2011-08-05T10:00:00Z","product_id":"p2","customer_id":"b"}""",
        """{"type":"purchase","event_time":"2011-08-04T09:00:00Z","product_id":"p1","customer_id":"a"}""",
        "",
        """{"type":"view","event_time":"2011-08-06T00:00:00.250Z","product_id":"p3","customer_id":"b","price":3}""",
        """{"type":"click","event_time":"2011-08-04T12:00:00+02:00","product_id":"p2","customer_id":"b"}""",
        """{"type":"view","event_time":"2011-08-01T00:00:00Z","product_id":"p3","session_id":"anonymous"}""",
        """{"type":"rating","event_time":"2011-08-07T00:00:00","product_id":"p\"9\"","customer_id":"c"}""",
    ];

    [Fact]
    public async Task Get_IsTheFirstInteractionWithEachProductOldestFirst()
    {
        using var folder = new TemporaryFolder();
        await using var shop = await OpenAsync(folder, Lines);

        var answer = await shop.Operations.GetHeldOutInteractionsAsync(new() { CustomerId = "b" });

        Assert.Equal(["p2", "p3"], answer.Interactions.Select(item => item.ProductId));
        Assert.Equal([InteractionType.Click, InteractionType.View], answer.Interactions.Select(item => item.Type));
        Assert.Equal("2011-08-04T10:00:00Z", Text(answer.Interactions[0].EventTime));
        Assert.Equal("2011-08-06T00:00:00.25Z", Text(answer.Interactions[1].EventTime));
        Assert.Equal("2011-08-04T09:00:00Z", Text(answer.StartTime));
        Assert.Empty((await shop.Operations.GetHeldOutInteractionsAsync(new() { CustomerId = "nobody" })).Interactions);
        var other = await shop.Operations.GetHeldOutInteractionsAsync(new() { CustomerId = "c" });
        Assert.Equal("p\"9\"", Assert.Single(other.Interactions).ProductId);
        Assert.Equal(
            ["customer_id"], await Shop.WrongFieldsOf(shop.Operations.GetHeldOutInteractionsAsync(new())));
    }

    [Fact]
    public async Task List_PageByPage_HasThoseWithMostFirst()
    {
        using var folder = new TemporaryFolder();
        await using var shop = await OpenAsync(folder, Lines);

        var first = await shop.Operations.ListHeldOutCustomersAsync(new() { PageSize = 2 });
        var rest = await shop.Operations.ListHeldOutCustomersAsync(
            new() { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(
            [("b", 2), ("a", 1)], first.Customers.Select(customer => (customer.CustomerId, customer.ProductCount)));
        Assert.Equal(("c", ""), (Assert.Single(rest.Customers).CustomerId, rest.NextPageToken));
        Assert.Equal("2011-08-04T09:00:00Z", Text(first.StartTime));
        var wrong = new ListHeldOutCustomersRequest { PageSize = -1, PageToken = "x" };
        Assert.Equal(
            ["page_size", "page_token"], await Shop.WrongFieldsOf(shop.Operations.ListHeldOutCustomersAsync(wrong)));
    }

    [Fact]
    public async Task Calls_AfterACustomerWasErased_TellNothingOfThem()
    {
        using var folder = new TemporaryFolder();
        await using var shop = await OpenAsync(folder, Lines);
        await shop.Customers.CreateCustomerAsync(new() { Customer = new() { Id = "b" } });

        await shop.Customers.DeleteCustomerAsync(new() { CustomerId = "b" });

        Assert.Empty((await shop.Operations.GetHeldOutInteractionsAsync(new() { CustomerId = "b" })).Interactions);
        var left = await shop.Operations.ListHeldOutCustomersAsync(new());
        Assert.Equal(["a", "c"], left.Customers.Select(customer => customer.CustomerId));
    }

    [Fact]
    public async Task Calls_WithNothingHeldOut_SaySo()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var expected = (StatusCode.FailedPrecondition, ErrorReasons.NoHeldOutData);
        Assert.Equal(expected, await Shop.FailureOf(shop.Operations.ListHeldOutCustomersAsync(new())));
        Assert.Equal(
            expected, await Shop.FailureOf(shop.Operations.GetHeldOutInteractionsAsync(new() { CustomerId = "c" })));
    }

    [Fact]
    public async Task Calls_WithAnEmptyFile_AnswerThatThereIsNothing()
    {
        using var folder = new TemporaryFolder();
        await using var shop = await OpenAsync(folder, []);
        var answer = await shop.Operations.ListHeldOutCustomersAsync(new());
        Assert.Empty(answer.Customers);
        Assert.Null(answer.StartTime);
    }

    [Theory]
    [InlineData("""{"type":"purchase","event_time":"2011-08-05T10:00:00Z","customer_id":"b"}""", "product_id")]
    [InlineData("""{"type":"bought","event_time":"2011-08-05T10:00:00Z","product_id":"p"}""", "type")]
    [InlineData("""{"type":"view","event_time":"yesterday","product_id":"p"}""", "event_time")]
    [InlineData("""{"type":"view","event_time":5,"product_id":"p"}""", "event_time")]
    [InlineData("""{"type":"view","event_time":"2011-08-05T10:00:00Z","product_id":"p","customer_id":"a\u0007"}""",
        "customer_id")]
    [InlineData("""{"type":"view" """, "no JSON")]
    [InlineData("[]", "no JSON object")]
    public async Task Start_WithAWrongLine_NamesFileAndLine(string line, string named)
    {
        using var folder = new TemporaryFolder();

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(folder, [.. Lines, line]));

        Assert.StartsWith("held-out.jsonl, line 8: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAFileThatIsNotThere_NamesTheOption()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => Shop.OpenAsync(options: options => options with { HeldOutFile = "nowhere.jsonl" }));
        Assert.Contains("HeldOutFile", error.Message, StringComparison.Ordinal);
    }

    private static Task<Shop> OpenAsync(TemporaryFolder folder, string[] lines)
    {
        string file = folder.Sub("held-out.jsonl");
        File.WriteAllLines(file, lines);
        return Shop.OpenAsync(model: false, options: options => options with { HeldOutFile = file });
    }

    private static string Text(Google.Protobuf.WellKnownTypes.Timestamp time) =>
        time.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
