using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Server.Fronts.Json.Calls;
using Recsys.Server.Fronts.Json.Routing;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>One way to call a method, as the document has it.</summary>
internal static class OpenApiOperation
{
    /// <summary>Describes a route.</summary>
    public static JsonObject Of(JsonRoute route, OpenApiSchemas schemas)
    {
        string comment = OpenApiNames.Comment(route.Method.Declaration);
        var operation = new JsonObject
        {
            ["operationId"] = OpenApiNames.Operation(route),
            ["tags"] = new JsonArray(route.Method.Service.Name),
            ["summary"] = OpenApiNames.Summary(comment),
            ["description"] = comment,
        };
        if (Parameters(route, schemas) is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (route.HasBody) operation["requestBody"] = Body(route, schemas);
        operation["responses"] = new JsonObject
        {
            ["200"] = Answer(route, schemas),
            ["4XX"] = Error(),
            ["default"] = Error(),
        };
        return operation;
    }

    private static JsonObject Error() => new() { ["$ref"] = "#/components/responses/Error" };

    private static JsonArray Parameters(JsonRoute route, OpenApiSchemas schemas)
    {
        var parameters = new JsonArray();
        foreach (var variable in route.Variables)
        {
            var parameter = Parameter(OpenApiNames.Variable(variable), variable.Field, "path", schemas);
            parameter["required"] = true;
            parameters.Add((JsonNode)parameter);
        }
        if (!route.BodyIsRequest) AddQuery(route, route.Method.InputType, "", parameters, schemas);
        return parameters;
    }

    // Fields of messages are parameters of their own, named by their path; lists of messages cannot be.
    private static void AddQuery(
        JsonRoute route, MessageDescriptor message, string prefix, JsonArray parameters, OpenApiSchemas schemas)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            string name = prefix + field.JsonName;
            bool isElsewhere = field == route.BodyField
                || route.Variables.Any(variable => OpenApiNames.Parameter(variable) == name);
            if (isElsewhere) continue;
            if (TextFields.CanHold(field))
            {
                var parameter = Parameter(name, field, "query", schemas);
                if (OpenApiComment.Of(field).IsRequired) parameter["required"] = true;
                parameters.Add((JsonNode)parameter);
            }
            else if (!field.IsRepeated && !field.IsMap)
            {
                AddQuery(route, field.MessageType, name + ".", parameters, schemas);
            }
        }
    }

    private static JsonObject Parameter(string name, FieldDescriptor field, string place, OpenApiSchemas schemas)
    {
        var schema = schemas.Of(field);
        string description = OpenApiComment.Of(field).Text;
        if (!schema.ContainsKey("$ref")) schema.Remove("description");
        else schema = OpenApiSchemas.Reference(field.EnumType.Name);
        var parameter = new JsonObject
        {
            ["name"] = name, ["in"] = place, ["description"] = description, ["schema"] = schema,
        };
        if (OpenApiExamples.Of(field) is { } example && !field.IsRepeated) parameter["example"] = example;
        return parameter;
    }

    private static JsonObject Body(JsonRoute route, OpenApiSchemas schemas)
    {
        var type = route.BodyField?.MessageType ?? route.Method.InputType;
        // What the path says need not be said again.
        string[] inPath =
            [.. route.Variables.Where(one => one.Field.ContainingType == type).Select(one => one.Field.Name)];
        var schema = inPath.Length == 0 ? schemas.Of(type) : schemas.Without(type, inPath, route.Method.Name + "Body");
        var json = new JsonObject { ["schema"] = schema };
        if (OpenApiExamples.OfBody(route) is { } example) json["example"] = example;
        var content = new JsonObject { ["application/json"] = json };
        if (route.Method.IsClientStreaming)
        {
            // A line may be a record alone where the message holds nothing but records.
            var line = RequestLines.RecordsOf(type) is { } records
                ? new JsonObject { ["anyOf"] = new JsonArray(schemas.Of(type), schemas.Of(records.MessageType)) }
                : schemas.Of(type);
            content["application/x-ndjson"] = new JsonObject { ["schema"] = line };
        }
        return new JsonObject
        {
            ["required"] = route.BodyField is not null || type.Fields.InDeclarationOrder().Any(
                field => OpenApiComment.Of(field).IsRequired && route.Variables.All(one => one.Field != field)),
            ["content"] = content,
        };
    }

    private static JsonObject Answer(JsonRoute route, OpenApiSchemas schemas)
    {
        var answer = route.Method.OutputType;
        string form = route.Method.IsServerStreaming ? MediaTypes.Lines : MediaTypes.Json;
        string comment = OpenApiNames.Comment(answer.Declaration);
        return new JsonObject
        {
            ["description"] = route.Method.IsServerStreaming
                ? comment + " One a line, as they come; an error in the middle is a last line `{\"error\": Status}`."
                : comment,
            ["content"] = new JsonObject { [form] = new JsonObject { ["schema"] = schemas.Of(answer) } },
        };
    }
}
