using Google.Protobuf.Reflection;
using Recsys.Standard.Api;
using Recsys.Server.Fronts.Json.Binding;
using Recsys.V1;

namespace Recsys.Server.Fronts.Json.Routing;

/// <summary>One way to call a method by HTTP.</summary>
internal sealed class JsonRoute
{
    private const string WholeBody = "*";

    private JsonRoute(MethodDescriptor method, string verb, PathTemplate path, string body)
    {
        (Method, Verb, Path) = (method, verb, path);
        HasBody = body.Length > 0;
        BodyIsRequest = body == WholeBody;
        BodyField = HasBody && !BodyIsRequest
            ? method.InputType.FindFieldByName(body)
                ?? throw new InvalidOperationException($"{method.FullName} has no field '{body}' for a body.")
            : null;
        Variables = [.. path.Variables.Select(name => FieldPath.Of(method.InputType, name))];
    }

    /// <summary>What is called.</summary>
    public MethodDescriptor Method { get; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Verb { get; }

    /// <summary>The path.</summary>
    public PathTemplate Path { get; }

    /// <summary>Fields that the path fills, in its order.</summary>
    public IReadOnlyList<FieldPath> Variables { get; }

    /// <summary>Whether a body belongs to the call.</summary>
    public bool HasBody { get; }

    /// <summary>Whether the body is the request itself, so that the query says nothing.</summary>
    public bool BodyIsRequest { get; }

    /// <summary>The one field of the request that the body is; null for none.</summary>
    public FieldDescriptor? BodyField { get; }

    /// <summary>All ways to call a method, the first of them first.</summary>
    /// <exception cref="InvalidOperationException">A rule says something that is not served.</exception>
    public static IEnumerable<JsonRoute> Of(MethodDescriptor method)
    {
        if (ContractImage.HttpRuleOf(method) is not { } rule) yield break;
        yield return Make(method, rule);
        foreach (var further in rule.AdditionalBindings) yield return Make(method, further);
    }

    private static JsonRoute Make(MethodDescriptor method, HttpRule rule)
    {
        var (verb, path) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            _ => throw new InvalidOperationException($"The HTTP rule of {method.FullName} has no method."),
        };
        if (rule.ResponseBody.Length > 0)
            throw new InvalidOperationException($"{method.FullName}: response_body is not served.");
        return new JsonRoute(method, verb, PathTemplate.Parse(path), rule.Body);
    }
}
