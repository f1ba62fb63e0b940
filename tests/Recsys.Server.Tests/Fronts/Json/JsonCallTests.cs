using System.Net;
using System.Text.Json;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>Every unary call by plain HTTP, over both versions of it.</summary>
public sealed class JsonCallTests
{
    public static TheoryData<string> Versions => ["1.1", "2.0"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Product_CreateGetUpdateListDelete_DoWhatGrpcDoes(string version)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server, version);

        var created = (await http.SendAsync(
            "POST", "/v1/products", """{"id":"lamp","title":"Lampe für Ærø","price":12.5,"stockCount":3}"""))
            .Good().GetProperty("product");
        Assert.Equal("Lampe für Ærø", created.GetProperty("title").GetString());
        Assert.NotEqual("", created.GetProperty("etag").GetString());

        var changed = (await http.SendAsync(
            "PATCH", "/v1/products/lamp?updateMask=price,stockCount", """{"price":9,"title":"ignored"}"""))
            .Good().GetProperty("product");
        Assert.Equal((9, false, "Lampe für Ærø"), (
            changed.GetProperty("price").GetDouble(), changed.TryGetProperty("stockCount", out _),
            changed.GetProperty("title").GetString()));

        var read = (await http.GetAsync("/v1/products/lamp?view=PRODUCT_VIEW_BASIC")).Good().GetProperty("product");
        Assert.Equal(changed.GetProperty("etag").GetString(), read.GetProperty("etag").GetString());
        var page = (await http.GetAsync("/v1/products?page_size=4")).Good();
        Assert.Equal(4, page.GetProperty("products").GetArrayLength());
        var next = (await http.GetAsync(
            $"/v1/products?pageSize=100&pageToken={page.GetProperty("nextPageToken").GetString()}")).Good();
        Assert.Equal(7, next.GetProperty("products").GetArrayLength());

        string etag = Uri.EscapeDataString(read.GetProperty("etag").GetString()!);
        var deleted = await http.SendAsync("DELETE", $"/v1/products/lamp?etag={etag}");
        Assert.Equal("{}", deleted.Good().GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/v1/products/lamp")).Status);
        Assert.Empty(shop.Server.Errors);
    }

    [Fact]
    public async Task Recommendations_ByEveryWay_AreTheSame()
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);
        const string Options =
            "pageSize=3&ordering.seed=7&filter.minPrice=2&excludeProductIds=p9&exclude_product_ids=p8";
        const string Body = """
            "pageSize":3,"ordering":{"seed":"7"},"filter":{"minPrice":2},"excludeProductIds":["p9","p8"]}
            """;

        var replies = new[]
        {
            await http.GetAsync($"/v1/customers/ann/recommendations?{Options}"),
            await http.GetAsync($"/v1/sessions/visit/recommendations?customerId=ann&{Options}"),
            await http.SendAsync("POST", "/v1/recommendations:forUser", "{\"customerId\":\"ann\"," + Body),
        };

        Assert.All(replies, reply =>
        {
            var products = reply.Good().GetProperty("recommendations").EnumerateArray();
            Assert.Equal(["p7", "p6", "p5"], products.Select(one => one.GetProperty("productId").GetString()));
            Assert.Equal("7", reply.Json.GetProperty("provenance").GetProperty("seed").GetString());
        });
    }

    [Fact]
    public async Task SimilarProducts_WithTheIdInPathAndBody_MustAgree()
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);

        var agreed = await http.SendAsync("POST", "/v1/products/p1/similar", """{"productId":"p1","pageSize":2}""");
        var differs = await http.SendAsync("POST", "/v1/products/p1/similar", """{"productId":"p2"}""");

        Assert.Equal(2, agreed.Good().GetProperty("recommendations").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, differs.Status);
        Assert.Equal(["product_id"], differs.WrongFields);
    }

    [Fact]
    public async Task Interactions_Written_AreAnsweredOneByOne()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);

        var answer = (await http.SendAsync("POST", "/v1/interactions", """
            {"interactions":[
              {"id":"i1","customerId":"ann","productId":"p1","type":"INTERACTION_TYPE_VIEW","value":"Infinity"},
              {"id":"i2","customerId":"ann","productId":"p1","type":4,"eventTime":"2026-01-02T03:04:05Z"}]}
            """)).Good();

        Assert.Equal(1, answer.GetProperty("acceptedCount").GetInt32());
        var rejection = answer.GetProperty("results")[0].GetProperty("rejection");
        Assert.Equal("value", rejection.GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.String, answer.GetProperty("journalPosition").ValueKind);
    }

    [Theory]
    [InlineData("a/b c:d", "a%2Fb%20c%3Ad")]
    [InlineData("x:batchGet", "x:batchGet")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData("商品 Ærø 🛒", "%E5%95%86%E5%93%81%20%C3%86r%C3%B8%20%F0%9F%9B%92")]
    [InlineData("a+b?c#d", "a+b%3Fc%23d")]
    [InlineData("..", "%2E%2E")]
    public async Task Id_InThePath_IsTheIdOfTheShop(string id, string path)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Products.CreateProductAsync(new() { Product = new() { Id = id } });
        foreach (string version in new[] { "1.1", "2.0" })
        {
            using var http = new JsonClient(shop.Server, version);
            var product = (await http.GetAsync($"/v1/products/{path}")).Good().GetProperty("product");
            Assert.Equal(id, product.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task Verb_BeforeAnId_IsTheVerb()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);

        var batch = (await http.GetAsync("/v1/products:batchGet?productIds=p1&productIds=none&product_ids=p2")).Good();
        var posted = (await http.SendAsync("POST", "/v1/products:batchGet", """{"productIds":["p2"]}""")).Good();

        Assert.Equal(["p1", "p2"], batch.GetProperty("products").EnumerateArray()
            .Select(product => product.GetProperty("id").GetString()));
        Assert.Equal("none", batch.GetProperty("missingProductIds")[0].GetString());
        Assert.Equal(1, posted.GetProperty("products").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Head_OfAnyGet_HasTheHeadersAlone(string version)
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server, version);

        var get = await http.GetAsync("/v1/products/p1");
        var head = await http.SendAsync("HEAD", "/v1/products/p1");
        var missing = await http.SendAsync("HEAD", "/v1/products/none");

        Assert.Equal(HttpStatusCode.OK, head.Status);
        Assert.Equal(get.ContentHeaders.ContentLength, head.ContentHeaders.ContentLength);
        Assert.Equal("", head.Text);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Answer_Pretty_IsIndented()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        Assert.StartsWith("{\n  \"product\"", (await http.GetAsync("/v1/products/p1?pretty")).Text);
        Assert.StartsWith("{\"product\"", (await http.GetAsync("/v1/products/p1?pretty=false")).Text);
    }

    [Fact]
    public async Task Answer_IsNeitherKeptNorGuessedAt()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server);
        var reply = await http.GetAsync("/v1/products/p1");
        Assert.Equal("no-store", reply.Message.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", reply.Message.Headers.GetValues("x-content-type-options").Single());
        Assert.Equal("application/json", reply.ContentHeaders.ContentType?.ToString());
    }
}
