using System.Text.Json.Nodes;
using Recsys.Conformance.Cases;

namespace Recsys.Conformance.Tests;

public class JsonMatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":{"b":[1,2]}}""", """{"a":{"b":[1,2]}}""")]
    [InlineData("""{"a":0,"b":"","c":false}""", "{}")]
    [InlineData("""{"a":0.1}""", """{"a":0.10000000149011612}""")]
    [InlineData("""{"a":{"$count":0}}""", "{}")]
    [InlineData("""{"a":{"$count":2}}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":{"$atLeast":2}}""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":{"$atLeast":2}}""", """{"a":"12"}""")]
    [InlineData("""{"a":{"$matches":"^p[0-9]{3}$"}}""", """{"a":"p001"}""")]
    [InlineData("""{"a":{"$has":[{"n":2},{"n":1}]}}""", """{"a":[{"n":1,"m":0},{"n":2}]}""")]
    [InlineData("""{"a":{"$hasNone":{"n":3}}}""", """{"a":[{"n":1},{"n":2}]}""")]
    [InlineData("""{"a":{"$between":[1,3]}}""", """{"a":3}""")]
    [InlineData("""{"a":{"$absent":true}}""", "{}")]
    public void Differences_OfWhatMatches_AreNone(string expected, string actual) =>
        Assert.Empty(JsonMatch.Differences(JsonNode.Parse(expected), JsonNode.Parse(actual)));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""")]
    [InlineData("""{"a":1}""", "{}")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,3]}""")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":3}""")]
    [InlineData("""{"a":"9223372036854775807"}""", """{"a":"9223372036854775806"}""")]
    [InlineData("""{"a":{"$any":true}}""", "{}")]
    [InlineData("""{"a":{"$absent":true}}""", """{"a":0}""")]
    [InlineData("""{"a":{"$atLeast":2}}""", """{"a":[1]}""")]
    [InlineData("""{"a":{"$matches":"^p$"}}""", """{"a":"pp"}""")]
    [InlineData("""{"a":{"$has":[{"n":3}]}}""", """{"a":[{"n":1}]}""")]
    [InlineData("""{"a":{"$hasNone":{"n":1}}}""", """{"a":[{"n":1},{"n":2}]}""")]
    [InlineData("""{"a":{"$between":[1,3]}}""", """{"a":3.5}""")]
    public void Differences_OfWhatDiffers_NameThePath(string expected, string actual) =>
        Assert.StartsWith("/a", Assert.Single(
            JsonMatch.Differences(JsonNode.Parse(expected), JsonNode.Parse(actual))), StringComparison.Ordinal);

    [Fact]
    public void Differences_UnknownCondition_IsToldOfTheCase() => Assert.Throws<ConformanceException>(
        () => JsonMatch.Differences(JsonNode.Parse("""{"a":{"$nearly":1}}"""), JsonNode.Parse("{}")));
}
