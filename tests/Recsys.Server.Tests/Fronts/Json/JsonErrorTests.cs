using System.Net;
using System.Text;
using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>What is wrong is told by its name and place, under the HTTP status that fits.</summary>
public sealed class JsonErrorTests
{
    [Theory]
    [InlineData("GET", "/v1/nothing", 404, 5, ErrorReasons.PathNotFound)]
    [InlineData("GET", "/v1/products/", 404, 5, ErrorReasons.PathNotFound)]
    [InlineData("GET", "/v1/products/none", 404, 5, ErrorReasons.ProductNotFound)]
    [InlineData("PUT", "/v1/products/p1", 405, 12, ErrorReasons.HttpMethodNotAllowed)]
    [InlineData("GET", "/v1/models/x:activate", 405, 12, ErrorReasons.HttpMethodNotAllowed)]
    [InlineData("POST", "/v1/trainingRuns", 501, 12, ErrorReasons.NotServed)]
    [InlineData("GET", "/v1/products/a%2", 400, 3, ErrorReasons.UnreadableMessage)]
    [InlineData("GET", "/v1/products/%FF", 400, 3, ErrorReasons.UnreadableMessage)]
    [InlineData("GET", "/v1/customers/ann/recommendations", 503, 14, ErrorReasons.ModelNotReady)]
    public async Task Call_ThatCannotBe_HasItsStatus(string method, string path, int status, int code, string reason)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync(method, path);
        Assert.Equal((status, code, reason), ((int)reply.Status, reply.Code, reply.Reason));
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Path_WithAnotherMethod_TellsTheMethodsItHas()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("PUT", "/v1/products/p1");
        Assert.Equal(["DELETE", "GET", "HEAD", "PATCH"], reply.ContentHeaders.Allow);
    }

    [Fact]
    public async Task Error_ThatPasses_SaysWhenToComeAgain()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.GetAsync("/v1/customers/ann/recommendations");
        Assert.True(reply.Message.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.EndsWith("s", reply.Detail("RetryInfo").GetProperty("retryDelay").GetString());
    }

    [Theory]
    [InlineData("{\"id\":\"x\",}", 1, 11)]
    [InlineData("{\"id\":\"x\"", 1, 10)]
    [InlineData("{\n  \"id\": \"Æøå\" oops\n}", 2, 15)]
    [InlineData("{\"id\":\"x\"}{}", 1, 11)]
    [InlineData("{\"id\":NaN}", 1, 7)]
    [InlineData("{\"id\":\"\\ud800\"}", 1, 7)]
    [InlineData("{'id':1}", 1, 2)]
    [InlineData("\uFEFF{}", 1, 1)]
    public async Task Json_Malformed_NamesLineAndColumn(string body, int line, int column)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/products", body);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.UnreadableMessage), (reply.Status, reply.Reason));
        Assert.Contains($"line {line}, column {column}:", reply.Json.GetProperty("message").GetString());
        var metadata = reply.Detail("ErrorInfo").GetProperty("metadata");
        Assert.Equal($"{line}:{column}", $"{metadata.GetProperty("line")}:{metadata.GetProperty("column")}");
        Assert.Equal(10, shop.Server.Server.Store.Products.Count);
    }

    [Theory]
    [InlineData("[]", "body", "is not an object")]
    [InlineData("{\"interactions\":{}}", "interactions", "is not a list")]
    [InlineData("{\"interactions\":[null]}", "interactions[0]", "is null")]
    [InlineData("{\"interactions\":[{\"dwellMs\":1.5}]}", "interactions[0].dwell_ms", "(line 1, column 29)")]
    [InlineData("{\"interactions\":[{\"quantity\":2147483648}]}", "interactions[0].quantity", " to 2147483647")]
    [InlineData("{\"interactions\":[{\"price\":1e999}]}", "interactions[0].price", "is not a number")]
    [InlineData("{\"interactions\":[{\"value\":1e39}]}", "interactions[0].value", "single precision")]
    [InlineData("{\"interactions\":[{\"type\":\"VIEWED\"}]}", "interactions[0].type", "INTERACTION_TYPE_VIEW,")]
    [InlineData("{\"interactions\":[{\"eventTime\":\"today\"}]}", "interactions[0].event_time", "2026-05-01T12")]
    [InlineData("{\"interactions\":[{\"id\":7}]}", "interactions[0].id", "is not a string")]
    [InlineData("{\"interactions\":[{\"id\":\"a\",\"id\":\"b\"}]}", "interactions[0].id", "is given twice")]
    [InlineData("{\"interactions\":[{\"colour\":{\"a\":[1]}}]}", "interactions[0].colour", "is not a field here")]
    public async Task Field_ThatIsWrong_IsNamedWithItsPathAndTheFix(string body, string field, string told)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/interactions", body);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.InvalidFields), (reply.Status, reply.Reason));
        Assert.Equal([field], reply.WrongFields);
        Assert.Contains(told, reply.Violations[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task Fields_ThatAreWrong_AreAllTold()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/products", """
            {"id": "x", "price": "dear", "colour": "red",
             "attributes": {"a": 1}, "categories": "lamps"}
            """);
        Assert.Equal(
            ["product.price", "product.colour", "product.attributes.a", "product.categories"], reply.WrongFields);
        Assert.StartsWith("(line 2, column 22)", reply.Violations[2].GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("colour=red", "colour", "is not a parameter")]
    [InlineData("page_size=1&pageSize=2", "pageSize", "more than once")]
    [InlineData("pageSize=99999999999", "pageSize", "whole number from")]
    [InlineData("pageSize=%2B5", "pageSize", "whole number")]
    [InlineData("pageSize=", "pageSize", "whole number")]
    [InlineData("view=FULL", "view", "RECOMMENDATION_VIEW_FULL")]
    [InlineData("includeProducts=yes", "includeProducts", "neither true nor false")]
    [InlineData("ordering.temperature=hot", "ordering.temperature", "single precision")]
    [InlineData("context.requestTime=now", "context.requestTime", "is no time")]
    [InlineData("filter=x", "filter", "filter.categories")]
    [InlineData("recentEvents=x", "recentEvents", "by POST")]
    [InlineData("customerId=bob", "customerId", "in the path")]
    [InlineData("pageSize=%zz", "pageSize", "percent-encoded")]
    public async Task Parameter_ThatIsWrong_IsNamed(string query, string parameter, string told)
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);
        var reply = await http.GetAsync("/v1/customers/ann/recommendations?" + query);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.InvalidFields), (reply.Status, reply.Reason));
        Assert.Equal([parameter], reply.WrongFields);
        Assert.Contains(told, reply.Violations[0].GetProperty("description").GetString());
    }

    [Fact]
    public async Task Query_WhereTheBodyIsTheRequest_IsRefused()
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("POST", "/v1/recommendations:forUser?pageSize=3", """{"customerId":"a"}""");
        Assert.Equal(["pageSize"], reply.WrongFields);
    }

    [Theory]
    [InlineData("text/plain", null, 415)]
    [InlineData("application/x-www-form-urlencoded", null, 415)]
    [InlineData("application/json; charset=latin1", null, 415)]
    [InlineData("application/x-ndjson", null, 415)]
    [InlineData(null, null, 415)]
    [InlineData("application/json; charset=utf-8", null, 200)]
    [InlineData("application/json", "text/html", 406)]
    [InlineData("application/json", "application/json;q=0, text/*", 406)]
    [InlineData("application/json", "text/html, application/*;q=0.1", 200)]
    public async Task Form_OfRequestAndAnswer_IsAgreedUpon(string? type, string? accept, int status)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        (string, string)[] headers = accept is null ? [] : [("accept", accept)];
        var reply = await http.SendAsync("POST", "/v1/products", """{"id":"lamp"}""", type, headers);
        Assert.Equal(status, (int)reply.Status);
        if (status != 200) Assert.Equal((int)StatusCode.InvalidArgument, reply.Code);
    }

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("1.1", false)]
    [InlineData("2.0", true)]
    [InlineData("2.0", false)]
    public async Task Body_LargerThanTheServerTakes_Is413(string version, bool lengthIsKnown)
    {
        await using var shop = await Shop.OpenAsync(
            model: false, options: options => options with { MaxReceiveMessageBytes = 64 << 10 });
        using var http = new JsonClient(shop.Server, version);
        using var request = http.Request("POST", "/v1/products", new byte[100_000], "application/json");
        if (!lengthIsKnown) request.Content = new StreamedContent(new byte[100_000]);
        var reply = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.Equal((8, ErrorReasons.MessageTooLarge), (reply.Code, reply.Reason));
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Body_WhereNoneBelongs_IsRefused()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("DELETE", "/v1/products/p1", "{}");
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.UnreadableMessage), (reply.Status, reply.Reason));
        Assert.Equal(10, shop.Server.Server.Store.Products.Count);
    }

    [Fact]
    public async Task Json_DeeperThanAnyMessage_IsRefused()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        string deep = "{\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        var reply = await http.SendAsync("POST", "/v1/products", deep);
        Assert.Equal((HttpStatusCode.BadRequest, ErrorReasons.UnreadableMessage), (reply.Status, reply.Reason));
    }

    [Fact]
    public async Task Key_ByEitherHeader_LetsIn()
    {
        const string Key = "a-key-of-sixteen-or-more";
        await using var shop = await Shop.OpenAsync(model: false, options: options => options with { ApiKey = Key });
        using var http = new JsonClient(shop.Server);
        var refused = await http.GetAsync("/v1/products/p1");
        Assert.Equal((HttpStatusCode.Unauthorized, 16), (refused.Status, refused.Code));
        Assert.Equal("Bearer", refused.Message.Headers.WwwAuthenticate.Single().Scheme);
        var bearer = await http.SendAsync("GET", "/v1/products/p1", headers: ("authorization", "Bearer " + Key));
        var plain = await http.SendAsync("GET", "/v1/products/p1", headers: ("x-api-key", Key));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (bearer.Status, plain.Status));
    }

    [Theory]
    [InlineData("grpc-timeout", "soon")]
    [InlineData("grpc-timeout", "123456789S")]
    [InlineData("x-server-timeout", "-1")]
    [InlineData("x-server-timeout", "NaN")]
    public async Task Timeout_ThatIsNone_IsRefused(string header, string value)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync("GET", "/v1/products/p1", headers: (header, value));
        Assert.Equal([header], reply.WrongFields);
    }

    [Theory]
    [InlineData("grpc-timeout", "50m")]
    [InlineData("x-server-timeout", "0.05")]
    public async Task Deadline_ThatPasses_Is504(string header, string value)
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);
        var reply = await http.SendAsync(
            "GET", "/v1/customers/ann/recommendations?minJournalPosition=9223372036854775807",
            headers: (header, value));
        Assert.Equal(HttpStatusCode.GatewayTimeout, reply.Status);
        Assert.Equal(ErrorReasons.JournalPositionNotReached, reply.Reason);
    }

    [Fact]
    public async Task Deadline_WhileTheBodyIsStillComing_Is504()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var never = new TaskCompletionSource();
        using var request = http.Request("POST", "/v1/products", null, null);
        request.Content = new StreamedContent(Encoding.UTF8.GetBytes("{"), never.Task);
        request.Headers.Add("x-server-timeout", "0.05");
        var reply = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.GatewayTimeout, ErrorReasons.DeadlineExceeded), (reply.Status, reply.Reason));
        never.SetResult();
    }

    [Fact]
    public async Task Deadline_WhoseTimerIsAheadOfTheClock_IsToldAsLateToACallerWhoIsThere()
    {
        var clock = new HandClock(TimeSpan.FromHours(1));
        await using var shop = await Shop.OpenAsync(model: false, time: clock);
        using var http = new JsonClient(shop.Server);
        var replying = http.SendAsync("GET", "/v1/server/status:watch", headers: ("grpc-timeout", "1H"));
        // A reply that came before any timer was set would be waited for in vain.
        if (await Task.WhenAny(clock.RunOut, replying) != replying) (await clock.RunOut)();
        var reply = await replying;
        Assert.Contains("\"code\":4", reply.Text, StringComparison.Ordinal);
        Assert.Contains(ErrorReasons.DeadlineExceeded, reply.Text, StringComparison.Ordinal);
    }
}
