using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.OpenApi;

/// <summary>
/// What a field's comment says beyond words: the contract's comments begin with REQUIRED, OPTIONAL or OUTPUT ONLY and
/// name ranges in one form, so that limits can be read from them.
/// </summary>
internal sealed partial class OpenApiComment
{
    private OpenApiComment(string text) => Text = text;

    /// <summary>The comment as one text.</summary>
    public string Text { get; }

    /// <summary>Whether a request without the field is wrong.</summary>
    public bool IsRequired => Text.StartsWith("REQUIRED.", StringComparison.Ordinal);

    /// <summary>Whether only answers have it.</summary>
    public bool IsOutputOnly => Text.StartsWith("OUTPUT ONLY", StringComparison.Ordinal);

    /// <summary>The comment of a field.</summary>
    public static OpenApiComment Of(FieldDescriptor field) => new(OpenApiNames.Comment(field.Declaration));

    /// <summary>Adds a range or a length that the comment names.</summary>
    public void Limit(JsonObject schema, FieldType type)
    {
        bool isNumber = type is FieldType.Int32 or FieldType.Double or FieldType.Float;
        if (isNumber && Range().Match(Text) is { Success: true } range)
        {
            // Zero stands for the default where the range begins above it.
            double least = Number(range.Groups[1].Value);
            schema["minimum"] = Whole(Math.Min(least, 0));
            // "more than 1,000 is taken as 1,000" is no limit.
            if (!Text.Contains("is taken as", StringComparison.Ordinal))
                schema["maximum"] = Whole(Number(range.Groups[2].Value));
        }
        if (type != FieldType.String) return;
        if (Length().Match(Text) is { Success: true } length)
        {
            if (IsRequired) schema["minLength"] = Whole(Number(length.Groups[1].Value));
            schema["maxLength"] = Whole(Number(length.Groups[2].Value));
        }
        else if (AtMost().Match(Text) is { Success: true } most)
        {
            schema["maxLength"] = Whole(Number(most.Groups[1].Value));
        }
    }

    /// <summary>Adds how many there may be.</summary>
    public JsonObject LimitList(JsonObject schema)
    {
        if (Count().Match(Text) is { Success: true } count)
        {
            if (IsRequired) schema["minItems"] = Whole(Number(count.Groups[1].Value));
            schema["maxItems"] = Whole(Number(count.Groups[2].Value));
        }
        else if (AtMostItems().Match(Text) is { Success: true } most)
        {
            schema["maxItems"] = Whole(Number(most.Groups[1].Value));
        }
        return schema;
    }

    private static double Number(string text) => double.Parse(
        text, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    // Written as a whole number where it is one.
    private static JsonNode Whole(double value) => value == Math.Floor(value) ? (long)value : value;

    [GeneratedRegex(@"(?<![\d–])(\d[\d,]*)–(\d[\d,]*\d|\d)(?! characters| bytes| ids)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(\d[\d,]*)–(\d[\d,]*) characters")]
    private static partial Regex Length();

    [GeneratedRegex(@"at most (\d[\d,]*) characters")]
    private static partial Regex AtMost();

    [GeneratedRegex(@"^REQUIRED\. [A-Z][a-z ]+, (\d[\d,]*)–(\d[\d,]*)(?= ids|\.)")]
    private static partial Regex Count();

    [GeneratedRegex(@"at most (\d{1,3}(?:,\d{3})*)(?= ids| finite numbers|[,.;:](?:\s|$))")]
    private static partial Regex AtMostItems();
}
