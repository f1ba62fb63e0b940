using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document of plain HTTP, made from the contract alone: its comments are the descriptions, its HTTP
/// rules the paths.
/// </summary>
public static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<byte[]> Bytes = new(() => JsonSerializer.SerializeToUtf8Bytes(Make(), Written));

    /// <summary>The document as UTF-8, indented; the same bytes for the same contract.</summary>
    public static ReadOnlyMemory<byte> Utf8 => Bytes.Value;

    private static JsonObject Make()
    {
        var schemas = new OpenApiSchemas();
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var service in ContractImage.Services)
        {
            foreach (var route in service.Methods.SelectMany(JsonRoute.Of))
            {
                string path = OpenApiNames.Path(route);
                if (!paths.TryGetValue(path, out var operations)) paths[path] = operations = [];
                operations[route.Verb.ToLowerInvariant()] = OpenApiOperation.Of(route, schemas);
            }
        }
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(
                new JsonObject(), new JsonObject { ["bearer"] = new JsonArray() },
                new JsonObject { ["apiKey"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. ContractImage.Services.Select(Tag)]),
            ["paths"] = new JsonObject(
                paths.Select(path => KeyValuePair.Create<string, JsonNode?>(path.Key, path.Value))),
            ["components"] = Components(schemas),
        };
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "Recsys",
        ["version"] = "v1",
        ["summary"] = "Recommendations by plain HTTP with JSON.",
        ["description"] =
            "Every call of the gRPC contract `recsys.v1`. Bodies are proto3 JSON: names in camelCase, 64-bit numbers "
            + "as strings, fields that are zero left out. Ids in a path are percent-encoded, a slash as `%2F`. Add "
            + "`?pretty` for an answer to read. A deadline is set by `x-server-timeout`, in seconds.",
    };

    private static JsonNode Tag(ServiceDescriptor service) => new JsonObject
    {
        ["name"] = service.Name,
        ["description"] = OpenApiNames.Comment(service.Declaration),
    };

    private static JsonObject Components(OpenApiSchemas schemas) => new()
    {
        ["schemas"] = schemas.All(),
        ["responses"] = new JsonObject
        {
            ["Error"] = new JsonObject
            {
                ["description"] =
                    "The call failed. The HTTP status stands for `code`, the gRPC status; `details` say more.",
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject
                    {
                        ["schema"] = OpenApiSchemas.Reference("Status"), ["example"] = OpenApiSchemas.StatusExample(),
                    },
                },
            },
        },
        ["securitySchemes"] = new JsonObject
        {
            ["bearer"] = new JsonObject
            {
                ["type"] = "http", ["scheme"] = "bearer",
                ["description"] = "The server's API key, where it was started with one.",
            },
            ["apiKey"] = new JsonObject
            {
                ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-api-key",
                ["description"] = "The same key in a header of its own.",
            },
        },
    };
}
