using Recsys.Standard.Api;
using Google.Protobuf.Reflection;
using Recsys.V1;

namespace Recsys.Site.Reference;

/// <summary>One way to make a call by plain HTTP.</summary>
/// <param name="Verb">GET, POST, PATCH or DELETE.</param>
/// <param name="Path">The path with its variables in braces.</param>
/// <param name="Body">The field that is the body, <c>*</c> for the whole message, empty for none.</param>
internal sealed record HttpBinding(string Verb, string Path, string Body)
{
    /// <summary>The ways of a method, the first one first.</summary>
    public static IReadOnlyList<HttpBinding> Of(MethodDescriptor method) =>
        ContractImage.HttpRuleOf(method) is { } rule
            ? [.. new[] { rule }.Concat(rule.AdditionalBindings).Select(Of)]
            : [];

    /// <summary>What the body holds, for people.</summary>
    public string BodyText => Body switch
    {
        "" => "parameters in the query",
        "*" => "the request as JSON",
        _ => $"{Body} as JSON, all else in the query",
    };

    private static HttpBinding Of(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => new HttpBinding("GET", rule.Get, rule.Body),
        HttpRule.PatternOneofCase.Put => new HttpBinding("PUT", rule.Put, rule.Body),
        HttpRule.PatternOneofCase.Post => new HttpBinding("POST", rule.Post, rule.Body),
        HttpRule.PatternOneofCase.Patch => new HttpBinding("PATCH", rule.Patch, rule.Body),
        HttpRule.PatternOneofCase.Delete => new HttpBinding("DELETE", rule.Delete, rule.Body),
        _ => throw new SiteException($"An HTTP rule of the contract has the unknown pattern {rule.PatternCase}."),
    };
}
