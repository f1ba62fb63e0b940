using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Recsys.Conformance.Cases;

/// <summary>
/// Puts values into what a case wrote down: {names} in texts, an array's {"$repeat": 3, "of": X} (with {i} counting
/// from 0), and {"$text": "é", "times": 3} for long texts.
/// </summary>
internal static partial class CaseText
{
    /// <summary>Makes a copy with everything put in.</summary>
    /// <exception cref="ConformanceException">A text names a value that nothing saved.</exception>
    public static JsonNode? Fill(JsonNode? node, IReadOnlyDictionary<string, string> values) => node switch
    {
        JsonObject json when json["$text"] is { } text => JsonValue.Create(
            new StringBuilder().Insert(0, FillText((string)text!, values), (int)json["times"]!).ToString()),
        JsonObject json => new JsonObject(json.Select(member =>
            KeyValuePair.Create(FillText(member.Key, values), Fill(member.Value, values)))),
        JsonArray array => new JsonArray([.. array.SelectMany(item => Items(item, values))]),
        JsonValue value when value.TryGetValue(out string? text) => JsonValue.Create(FillText(text, values)),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<JsonNode?> Items(JsonNode? item, IReadOnlyDictionary<string, string> values)
    {
        if (item is not JsonObject json || json["$repeat"] is not { } repeat) return [Fill(item, values)];
        return Enumerable.Range(0, (int)repeat).Select(i => Fill(json["of"], new Dictionary<string, string>(values)
        {
            ["i"] = i.ToString(CultureInfo.InvariantCulture),
        }));
    }

    // Names are lower-case letters alone, so that regular expressions keep their braces.
    private static string FillText(string text, IReadOnlyDictionary<string, string> values) =>
        Name().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out string? value)
            ? value
            : throw new ConformanceException($"Nothing saved a value named '{match.Groups[1].Value}'."));

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Name();
}
