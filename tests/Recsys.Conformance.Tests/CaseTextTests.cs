using System.Text.Json.Nodes;
using Recsys.Conformance.Cases;

namespace Recsys.Conformance.Tests;

public class CaseTextTests
{
    private static readonly Dictionary<string, string> Values = new() { ["run"] = "r1", ["etag"] = "e{x}" };

    [Theory]
    [InlineData("""{"a":"{run}-{etag}"}""", """{"a":"r1-e{x}"}""")]
    [InlineData("""{"a":"^x{2,3}$"}""", """{"a":"^x{2,3}$"}""")]
    [InlineData("""[{"$repeat":3,"of":{"id":"{run}-{i}"}},7]""", """[{"id":"r1-0"},{"id":"r1-1"},{"id":"r1-2"},7]""")]
    [InlineData("""{"a":{"$text":"é","times":3}}""", """{"a":"ééé"}""")]
    public void Fill_PutsValuesIn(string text, string filled) =>
        Assert.Equal(filled, Unescaped(CaseText.Fill(JsonNode.Parse(text), Values)!));

    [Fact]
    public void Fill_UnknownName_IsToldOfTheCase() => Assert.Contains(
        "'nobody'",
        Assert.Throws<ConformanceException>(() => CaseText.Fill(JsonNode.Parse("""["{nobody}"]"""), Values)).Message,
        StringComparison.Ordinal);

    private static string Unescaped(JsonNode node) => node.ToJsonString(new System.Text.Json.JsonSerializerOptions
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
