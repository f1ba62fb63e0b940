using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recsys.Conformance.Cases;

/// <summary>
/// Reads cases from JSON files. A case has `name`, `does`, `server` (plain by default) and `steps`; one with a single
/// step may have the step's own members instead. A step is a runner's request with `expect` and `save` besides:
/// `request` is short for a `requests` of one.
/// </summary>
internal static class CaseFile
{
    private static readonly JsonDocumentOptions Relaxed = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static readonly HashSet<string> OfCase = ["name", "does", "server", "options", "steps"];

    private static readonly HashSet<string> OfStep =
    [
        "verb", "method", "request", "requests", "timeout_ms", "max_attempts", "cancel", "interactions", "interaction",
        "max_batch", "linger_ms", "expect", "save",
    ];

    /// <summary>Reads every file of a folder, in order of name.</summary>
    /// <exception cref="ConformanceException">A file is none, or a case in it is not whole; the message names
    /// it.</exception>
    public static IReadOnlyList<ConformanceCase> ReadAll(string folder)
    {
        var cases = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .SelectMany(Read).ToArray();
        var twice = cases.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? cases
            : throw new ConformanceException($"Two cases are named {twice.Key}.");
    }

    internal static IEnumerable<ConformanceCase> Read(string path)
    {
        try
        {
            var list = JsonNode.Parse(File.ReadAllText(path), documentOptions: Relaxed)!.AsArray();
            return [.. list.Select(one => Case(one!.AsObject()))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ConformanceException)
        {
            throw new ConformanceException($"{Path.GetFileName(path)}: {error.Message}", error);
        }
    }

    private static ConformanceCase Case(JsonObject json)
    {
        string name = Text(json, "name", "a case");
        if (!name.Contains('/', StringComparison.Ordinal))
            throw new ConformanceException($"The name '{name}' has no group; write group/what.");
        string kind = (string?)json["server"] ?? "plain";
        if (!Enum.TryParse<ServerKind>(kind.Replace("_", "", StringComparison.Ordinal), true, out var server))
            throw new ConformanceException($"{name}: there is no server '{kind}'.");
        var steps = json["steps"] is JsonArray several
            ? several.Select(step => Step(step!.AsObject(), name, OfStep)).ToArray()
            : [Step(json, name, [.. OfCase, .. OfStep])];
        return new ConformanceCase(
            name, Text(json, "does", name), server, (JsonObject?)json["options"]?.DeepClone() ?? [], steps);
    }

    private static CaseStep Step(JsonObject json, string name, HashSet<string> known)
    {
        if (json.Select(member => member.Key).FirstOrDefault(key => !known.Contains(key)) is { } unknown)
            throw new ConformanceException($"{name}: '{unknown}' means nothing here.");
        var request = new JsonObject();
        foreach (var (key, value) in json)
        {
            if (!OfCase.Contains(key) && key is not ("expect" or "save" or "request"))
                request[key] = value!.DeepClone();
        }
        request["verb"] ??= "call";
        string verb = (string)request["verb"]!;
        if (json["request"] is { } one)
        {
            if (verb == "call") request["requests"] = new JsonArray(one.DeepClone());
            else request["request"] = one.DeepClone();
        }
        if (verb == "call")
        {
            Text(json, "method", name);
            request["requests"] ??= new JsonArray(new JsonObject());
        }
        if (json["expect"] is not JsonObject expected)
            throw new ConformanceException($"{name}: a step expects nothing.");
        var saves = (json["save"] as JsonObject)?.ToDictionary(save => save.Key, save => (string)save.Value!) ?? [];
        return new CaseStep(request, (JsonObject)expected.DeepClone(), saves);
    }

    private static string Text(JsonObject json, string member, string where) =>
        json[member] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text
            : throw new ConformanceException($"{where}: '{member}' is missing.");
}
