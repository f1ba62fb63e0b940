using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Recsys.Server.Tests.Fronts.Json;

/// <summary>An answer of plain HTTP, read whole.</summary>
internal sealed record JsonReply(
    HttpStatusCode Status, HttpResponseMessage Message, string Text, HttpContentHeaders ContentHeaders)
{
    /// <summary>The body; a call that failed shows why.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    public JsonElement[] Lines =>
    [
        .. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }),
    ];

    /// <summary>The body of a call that must work.</summary>
    public JsonElement Good()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status}: {Text}");
        return Json;
    }

    public int Code => Json.GetProperty("code").GetInt32();

    public string Reason => Detail("ErrorInfo").GetProperty("reason").GetString()!;

    public string[] WrongFields =>
        [.. Violations.Select(violation => violation.GetProperty("field").GetString()!)];

    public JsonElement[] Violations => [.. Detail("BadRequest").GetProperty("fieldViolations").EnumerateArray()];

    public JsonElement Detail(string type) => Json.GetProperty("details").EnumerateArray().Single(
        detail => detail.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc." + type);
}
