using Google.Protobuf;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Routing;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>
/// Puts the parameters of a query into the request: fields by their paths, in snake case or camel case, repeated fields
/// by repeating the parameter.
/// </summary>
internal static class QueryBinding
{
    /// <summary>Asks for an answer that people can read; no field of the contract has this name.</summary>
    public const string Pretty = "pretty";

    private const int MostNameLength = 128;

    /// <summary>Fills the fields that the query names.</summary>
    /// <param name="route">Says which fields come by other ways.</param>
    /// <param name="query">With its question mark, or empty.</param>
    /// <param name="request">What is filled.</param>
    /// <param name="wrong">Takes what is wrong, under the parameter's name as it was sent.</param>
    public static void Apply(JsonRoute route, string query, IMessage request, Violations wrong)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in Parameters(query))
        {
            if (wrong.Full) return;
            if (name is null || value is null)
                wrong.Add(Told(name ?? "query"), "is not percent-encoded UTF-8.");
            else if (name != Pretty && Problem(route, request, name, value, given) is { } problem)
                wrong.Add(Told(name), problem);
        }
    }

    /// <summary>Whether a query asks for an answer that people can read.</summary>
    public static bool WantsIndented(string query) => query.Contains(Pretty, StringComparison.Ordinal)
        && Parameters(query).Any(parameter => parameter is { Name: Pretty, Value: "" or "true" or "1" });

    /// <summary>The parameters of a query, decoded; null for what cannot be.</summary>
    public static IEnumerable<(string? Name, string? Value)> Parameters(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            yield return equals < 0
                ? (PercentText.Decode(part, plusIsSpace: true), "")
                : (PercentText.Decode(part.AsSpan(0, equals), plusIsSpace: true),
                    PercentText.Decode(part.AsSpan(equals + 1), plusIsSpace: true));
        }
    }

    private static string? Problem(
        JsonRoute route, IMessage request, string name, string value, HashSet<string> given)
    {
        if (route.BodyIsRequest) return "is not a parameter of this call; its body holds the whole request.";
        if (FieldPath.Find(route.Method.InputType, name) is not { } path)
            return $"is not a parameter of this call; there are {Known(route)}.";
        if (route.Variables.Any(variable => variable.Name == path.Name))
            return "is in the path of this call already.";
        if (path.First == route.BodyField) return "belongs into the body of this call.";
        if (!TextFields.CanHold(path.Field)) return Unfit(path.Field);
        if (!path.Field.IsRepeated && !given.Add(path.Name)) return "is given more than once.";
        return TextFields.Set(path.Field, path.Parent(request), value);
    }

    private static string Unfit(FieldDescriptor field) =>
        field.IsRepeated || field.IsMap
            ? "cannot be given in a query; where the call has a way by POST, send it in the body there."
            : $"holds further fields; name them, such as {field.JsonName}."
                + $"{field.MessageType.Fields.InDeclarationOrder()[0].JsonName}.";

    private static string Known(JsonRoute route)
    {
        string names = string.Join(", ", route.Method.InputType.Fields.InDeclarationOrder()
            .Where(field => field != route.BodyField && route.Variables.All(variable => variable.First != field))
            .Select(field => field.JsonName));
        return names.Length == 0 ? "none" : names;
    }

    private static string Told(string name) =>
        name.Length <= MostNameLength ? name : string.Concat(name.AsSpan(0, MostNameLength), "…");
}
