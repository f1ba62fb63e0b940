using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Standard.Rpc;
using Recsys.V1;
using Enum = System.Enum;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>Messages and enums as JSON schemas, each once.</summary>
internal sealed class OpenApiSchemas
{
    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);

    public OpenApiSchemas() => _schemas["Status"] = Status();

    /// <summary>All that were asked for.</summary>
    public JsonObject All() =>
        new(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value)));

    /// <summary>The schema of a message, by reference.</summary>
    public JsonObject Of(MessageDescriptor message)
    {
        if (!_schemas.ContainsKey(message.Name))
        {
            // Before its fields, which may be of its own type.
            var schema = _schemas[message.Name] = new JsonObject { ["type"] = "object" };
            Fill(schema, message, []);
        }
        return Reference(message.Name);
    }

    /// <summary>The schema of a message without some of its fields, by reference.</summary>
    public JsonObject Without(MessageDescriptor message, string[] fields, string name)
    {
        Fill(_schemas[name] = new JsonObject { ["type"] = "object" }, message, fields);
        return Reference(name);
    }

    /// <summary>The schema of a field with its comment and its limits.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        var comment = OpenApiComment.Of(field);
        JsonObject schema;
        if (field.IsMap)
        {
            schema = new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = Value(field.MessageType.FindFieldByName("value")),
            };
        }
        else
        {
            schema = Value(field);
            if (!field.IsRepeated) comment.Limit(schema, field.FieldType);
            else schema = comment.LimitList(new JsonObject { ["type"] = "array", ["items"] = schema });
        }
        schema["description"] = comment.Text;
        if (comment.IsOutputOnly) schema["readOnly"] = true;
        return schema;
    }

    /// <summary>A schema by its name.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = "#/components/schemas/" + name };

    /// <summary>An error as a caller sees it.</summary>
    public static JsonObject StatusExample() => new()
    {
        ["code"] = 5,
        ["message"] = "There is no product 'no such product'.",
        ["details"] = new JsonArray(new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
            ["reason"] = ErrorReasons.ProductNotFound,
            ["domain"] = ErrorReasons.Domain,
            ["metadata"] = new JsonObject { ["product_id"] = "no such product" },
        }),
    };

    private void Fill(JsonObject schema, MessageDescriptor message, string[] without)
    {
        schema["description"] = OpenApiNames.Comment(message.Declaration);
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (without.Contains(field.Name)) continue;
            properties[field.JsonName] = Of(field);
            if (OpenApiComment.Of(field).IsRequired) required.Add((JsonNode)field.JsonName);
        }
        schema["properties"] = properties;
        if (required.Count > 0) schema["required"] = required;
        schema["additionalProperties"] = false;
    }

    private JsonObject Value(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => Type("string"),
        FieldType.Bytes => new JsonObject { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Bool => Type("boolean"),
        FieldType.Double => Number("double"),
        FieldType.Float => Number("float"),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => Whole("int32"),
        FieldType.UInt32 or FieldType.Fixed32 => Whole("uint32"),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Text("int64"),
        FieldType.UInt64 or FieldType.Fixed64 => Text("uint64"),
        FieldType.Enum => Of(field.EnumType),
        FieldType.Message when field.MessageType.FullName == Timestamp.Descriptor.FullName => Text("date-time"),
        FieldType.Message when field.MessageType.FullName == Duration.Descriptor.FullName =>
            new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("1.5s") },
        FieldType.Message when field.MessageType.FullName == FieldMask.Descriptor.FullName =>
            new JsonObject { ["type"] = "string", ["examples"] = new JsonArray("title,stockCount") },
        _ => Of(field.MessageType),
    };

    private JsonObject Of(EnumDescriptor values)
    {
        if (!_schemas.ContainsKey(values.Name))
        {
            string each = string.Concat(values.Values.Select(
                value => $"\n- `{value.Name}`: {OpenApiNames.Comment(value.Declaration)}"));
            _schemas[values.Name] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. values.Values.Select(value => (JsonNode)value.Name)]),
                ["description"] = OpenApiNames.Comment(values.Declaration) + "\n" + each,
            };
        }
        return Reference(values.Name);
    }

    private static JsonObject Status() => new()
    {
        ["type"] = "object",
        ["description"] = "An error: google.rpc.Status.",
        ["properties"] = new JsonObject
        {
            ["code"] = new JsonObject
            {
                ["type"] = "integer", ["format"] = "int32",
                ["description"] = "The gRPC status, such as 5 for NOT_FOUND.",
            },
            ["message"] = new JsonObject { ["type"] = "string", ["description"] = "For people: what is wrong." },
            ["details"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "ErrorInfo always, with a `reason` for programs; BadRequest with every wrong field, "
                    + "RetryInfo, RequestInfo where they help.",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["@type"] = Type("string"),
                        ["reason"] = Type("string"),
                        ["domain"] = Type("string"),
                        ["metadata"] = new JsonObject
                        {
                            ["type"] = "object", ["additionalProperties"] = Type("string"),
                        },
                        ["fieldViolations"] = new JsonObject
                        {
                            ["type"] = "array",
                            ["items"] = new JsonObject
                            {
                                ["type"] = "object",
                                ["properties"] = new JsonObject
                                {
                                    ["field"] = Type("string"), ["description"] = Type("string"),
                                },
                            },
                        },
                        ["retryDelay"] = Type("string"),
                        ["requestId"] = Type("string"),
                    },
                    ["required"] = new JsonArray("@type"),
                },
            },
        },
    };

    private static JsonObject Type(string type) => new() { ["type"] = type };

    private static JsonObject Text(string format) => new() { ["type"] = "string", ["format"] = format };

    private static JsonObject Whole(string format) => new() { ["type"] = "integer", ["format"] = format };

    // NaN and the infinities are strings, and appear in answers of no scorer.
    private static JsonObject Number(string format) => new() { ["type"] = "number", ["format"] = format };
}
