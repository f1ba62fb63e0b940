using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Recsys.Conformance.Cases;

/// <summary>
/// Compares a reply with what a case expects of it. Of objects, the members that are named must match, others may be
/// there; arrays match item by item; numbers match within a millionth, as numbers of 32 bits are written in several
/// ways; an expected zero, empty text or false matches absence, as proto3 JSON leaves those away. An expected object
/// with one of these members is a condition instead: $any, $absent, $count, $atLeast, $matches (a regular
/// expression), $has (items that the array holds somewhere), $hasNone (an item that it holds nowhere), $between (two
/// numbers).
/// </summary>
internal static class JsonMatch
{
    private const double Tolerance = 1e-6;
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <summary>What differs, each with its path; empty when it matches.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? expected, JsonNode? actual)
    {
        var found = new List<string>();
        Compare(expected, actual, "", found);
        return found;
    }

    private static void Compare(JsonNode? expected, JsonNode? actual, string path, List<string> found)
    {
        switch (expected)
        {
            case JsonObject condition when condition.Count > 0 && condition.First().Key.StartsWith('$'):
                foreach (var (name, value) in condition) CompareCondition(name, value, actual, path, found);
                break;
            case JsonObject json:
                if (actual is not JsonObject and not null) Report(expected, actual, path, found);
                else foreach (var (name, value) in json)
                    Compare(value, (actual as JsonObject)?[name], $"{path}/{name}", found);
                break;
            case JsonArray array:
                CompareArrays(array, actual as JsonArray ?? (actual is null ? [] : null), actual, path, found);
                break;
            default:
                if (!SameValue(expected, actual)) Report(expected, actual, path, found);
                break;
        }
    }

    private static void CompareArrays(
        JsonArray expected, JsonArray? actual, JsonNode? shown, string path, List<string> found)
    {
        if (actual is null || actual.Count != expected.Count)
        {
            Report(expected, shown, path, found);
            return;
        }
        for (int i = 0; i < expected.Count; i++) Compare(expected[i], actual[i], $"{path}/{i}", found);
    }

    private static void CompareCondition(
        string name, JsonNode? value, JsonNode? actual, string path, List<string> found)
    {
        bool holds = name switch
        {
            "$any" => actual is not null,
            "$absent" => actual is null,
            "$count" => (actual as JsonArray)?.Count == (int)value! || (actual is null && (int)value! == 0),
            "$atLeast" => Number(actual) is { } number
                ? number >= (double)value!
                : actual is JsonArray array && array.Count >= (int)value!,
            "$between" => Number(actual) is { } number
                && number >= (double)value![0]! && number <= (double)value[1]!,
            "$matches" => actual is JsonValue text && text.TryGetValue(out string? read)
                && Regex.IsMatch(read, (string)value!, RegexOptions.CultureInvariant, PatternLimit),
            "$has" => actual is JsonArray items && value!.AsArray().All(
                wanted => items.Any(item => Differences(wanted, item).Count == 0)),
            "$hasNone" => actual is not JsonArray items || !items.Any(
                item => Differences(value, item).Count == 0),
            _ => throw new ConformanceException($"There is no condition {name}."),
        };
        if (!holds) found.Add($"{path}: {name} {Short(value)} does not hold of {Short(actual)}");
    }

    private static bool SameValue(JsonNode? expected, JsonNode? actual)
    {
        if (actual is null) return IsDefault(expected);
        if (expected is null) return false;
        if (JsonNode.DeepEquals(expected, actual)) return true;
        // 64-bit numbers are texts in proto3 JSON, and a case may write them either way.
        return Number(expected) is { } wanted && Number(actual) is { } got
            && expected.GetValueKind() == JsonValueKind.Number
            && actual.GetValueKind() == JsonValueKind.Number
            && Math.Abs(wanted - got) <= Tolerance * Math.Max(1, Math.Abs(wanted));
    }

    private static bool IsDefault(JsonNode? expected) => expected?.GetValueKind() switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Number => Number(expected) == 0,
        JsonValueKind.String => (string)expected! is "" or "0",
        _ => false,
    };

    private static double? Number(JsonNode? node) => node?.GetValueKind() switch
    {
        // By its text: a number made in this process is no double unless it was one.
        JsonValueKind.Number => double.Parse(node!.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValueKind.String when double.TryParse(
            (string)node!, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    private static void Report(JsonNode? expected, JsonNode? actual, string path, List<string> found) =>
        found.Add($"{path}: expected {Short(expected)}, was {Short(actual)}");

    private static string Short(JsonNode? node)
    {
        string text = node?.ToJsonString(ShortJson) ?? "absent";
        return text.Length <= 300 ? text : text[..300] + "…";
    }

    private static readonly JsonSerializerOptions ShortJson = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
