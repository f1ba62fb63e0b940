using System.Net;
using System.Text.Json;
using Recsys.Server.Fronts.Json.OpenApi;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Fronts.Json;

public sealed class OpenApiTests
{
    private static readonly JsonElement Document = Parse(OpenApiDocument.Utf8);

    [Fact]
    public void File_InTheRepository_IsTheContracts() => Assert.True(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "recsys.v1.json")).AsSpan()
            .SequenceEqual(OpenApiDocument.Utf8.Span),
        "sdk/openapi/recsys.v1.json is not what the contract says; run: ./recsys openapi sdk/openapi/recsys.v1.json");

    [Fact]
    public void Document_HasEveryWayToCallEveryMethod()
    {
        var operations = Operations().ToList();
        Assert.Equal(
            ContractImage.Services.SelectMany(service => service.Methods).SelectMany(JsonRoute.Of).Count(),
            operations.Count);
        Assert.Distinct(operations.Select(one => one.Value.GetProperty("operationId").GetString()));
        Assert.All(operations, one => Assert.NotEmpty(one.Value.GetProperty("description").GetString()!));
    }

    [Fact]
    public void References_AreAllThere()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas");
        var references = Document.GetRawText().Split("#/components/schemas/").Skip(1)
            .Select(rest => rest[..rest.IndexOf('"')]).Distinct();
        Assert.All(references, name => Assert.True(schemas.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void Fields_CarryWhatTheCommentsSay()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas");
        var product = schemas.GetProperty("Product");
        Assert.Equal("[\"id\"]", string.Concat(product.GetProperty("required").GetRawText().Where(c => c > ' ')));
        var fields = product.GetProperty("properties");
        Assert.Equal(128, fields.GetProperty("id").GetProperty("maxLength").GetInt32());
        Assert.Equal(1_000_000_000_000, fields.GetProperty("price").GetProperty("maximum").GetInt64());
        Assert.Equal(4096, fields.GetProperty("contentEmbedding").GetProperty("maxItems").GetInt32());
        Assert.Equal("date-time", fields.GetProperty("saleStartTime").GetProperty("format").GetString());
        Assert.True(fields.GetProperty("createTime").GetProperty("readOnly").GetBoolean());
        Assert.False(schemas.GetProperty("UpdateProductBody").GetProperty("properties").TryGetProperty("id", out _));
        Assert.Equal("int64", schemas.GetProperty("Provenance").GetProperty("properties").GetProperty("seed")
            .GetProperty("format").GetString());
    }

    [Fact]
    public async Task Document_IsServed_AndKnownAgain()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        using var http = new JsonClient(shop.Server, "1.1");
        var reply = await http.GetAsync("/openapi.json");
        Assert.Equal("3.1.0", reply.Good().GetProperty("openapi").GetString());
        var again = await http.SendAsync(
            "GET", "/openapi.json", headers: ("if-none-match", reply.Message.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.SendAsync("POST", "/openapi.json", "{}")).Status);
    }

    // What the document promises, the server holds: each example is sent as it stands there.
    [Fact]
    public async Task Examples_AreTakenByTheServer()
    {
        await using var shop = await Shop.OpenAsync();
        using var http = new JsonClient(shop.Server);
        var bodies = Operations().Where(one => one.Value.TryGetProperty("requestBody", out _)).ToList();
        Assert.True(bodies.Count > 10);
        foreach (var (path, verb, operation) in bodies)
        {
            var content = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            if (!content.TryGetProperty("example", out var example)) continue;
            string concrete = path.Replace("{productId}", "p1").Replace("{customerId}", "ann");
            var reply = await http.SendAsync(verb, concrete, example.GetRawText());
            bool isTaken = reply.Status is HttpStatusCode.OK or HttpStatusCode.NotFound;
            Assert.True(isTaken, $"{verb} {path}: {reply.Text}");
        }
    }

    private static IEnumerable<(string Path, string Verb, JsonElement Value)> Operations() =>
        Document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(one => (path.Name, one.Name.ToUpperInvariant(), one.Value)));

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
