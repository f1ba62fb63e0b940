using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Client.Conformance;

/// <summary>Messages and failures as the conformance protocol writes them.</summary>
internal static partial class Json
{
    public static IMessage Read(MessageDescriptor type, JsonNode? json) =>
        JsonParser.Default.Parse(json?.ToJsonString() ?? "{}", type);

    public static JsonNode Write(IMessage message) => JsonNode.Parse(JsonFormatter.Default.Format(message))!;

    public static JsonObject Failure(RecsysException error) => new()
    {
        ["code"] = Words().Replace(error.StatusCode.ToString(), "$1_$2").ToUpperInvariant(),
        ["message"] = error.Status.Detail,
        ["reason"] = error.Reason,
        ["domain"] = error.Domain,
        ["metadata"] = new JsonObject(error.Metadata.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
        ["fields"] = new JsonArray([.. error.InvalidFields.Select(one => new JsonObject
        {
            ["field"] = one.Field,
            ["description"] = one.Description,
        })]),
        ["retry_delay_ms"] = (long)(error.RetryAfter?.TotalMilliseconds ?? 0),
        ["request_id"] = error.RequestId,
    };

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Words();
}
