using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.Server.Fronts.Json.Routing;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>What things of the contract are called in the document.</summary>
internal static partial class OpenApiNames
{
    /// <summary>A comment as one text: lines joined, paragraphs kept.</summary>
    public static string Comment(DescriptorDeclaration declaration) => string.Join(
        "\n\n", declaration.LeadingComments.Trim().Split("\n\n").SelectMany(part => part.Split("\n \n"))
            .Select(part => string.Join(' ', part.Split('\n', StringSplitOptions.TrimEntries)).Trim()));

    /// <summary>The first sentence of a comment, without its full stop.</summary>
    public static string Summary(string comment)
    {
        int end = comment.IndexOf(". ", StringComparison.Ordinal);
        int paragraph = comment.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || (paragraph >= 0 && paragraph < end)) end = paragraph;
        return (end < 0 ? comment : comment[..end]).TrimEnd('.');
    }

    /// <summary>The path of a route, its variables named as in JSON: <c>{customerId}</c>.</summary>
    public static string Path(JsonRoute route) => VariableText().Replace(
        route.Path.Text, match => "{" + Variable(FieldPath.Of(route.Method.InputType, match.Groups[1].Value)) + "}");

    /// <summary>
    /// The name of a variable: <c>productId</c>, also for <c>product.id</c>, so that all ways to call by one path
    /// stand together.
    /// </summary>
    public static string Variable(FieldPath path) =>
        path.JsonNames.First() + string.Concat(path.JsonNames.Skip(1).Select(Capital));

    /// <summary>The name of a query's parameter: the field's path in camel case.</summary>
    public static string Parameter(FieldPath path) => string.Join('.', path.JsonNames);

    /// <summary>A name for a way to call a method, different for each: the method, and how, if not the first.</summary>
    public static string Operation(JsonRoute route)
    {
        var all = JsonRoute.Of(route.Method).ToList();
        int index = all.FindIndex(one => one.Verb == route.Verb && one.Path.Text == route.Path.Text);
        if (index == 0) return route.Method.Name;
        string by = all.Take(index).Any(one => one.Verb == route.Verb)
            ? string.Concat(route.Variables.Select(one => Capital(one.Field.JsonName)))
            : Capital(route.Verb.ToLowerInvariant());
        return $"{route.Method.Name}By{by}";
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex VariableText();
}
