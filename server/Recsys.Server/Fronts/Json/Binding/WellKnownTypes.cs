using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>Messages that JSON writes as one string.</summary>
internal static class WellKnownTypes
{
    // Longer than any of them; field masks have a bound of their own by the request's size.
    private const int MostTimeLength = 40;

    /// <summary>Whether JSON has a string for this message.</summary>
    public static bool IsText(MessageDescriptor message) =>
        message.FullName is "google.protobuf.Timestamp" or "google.protobuf.Duration" or "google.protobuf.FieldMask";

    /// <summary>What such a string looks like; reads on from the field's name.</summary>
    public static string Expected(MessageDescriptor message) =>
        message == Timestamp.Descriptor
            ? "is no time such as \"2026-05-01T12:00:00Z\"."
            : message == Duration.Descriptor
                ? "is no duration such as \"1.5s\"."
                : "is no list of fields such as \"title,stockCount\".";

    /// <summary>Reads one; null where it is none.</summary>
    public static IMessage? Parse(MessageDescriptor message, string text)
    {
        if (message == FieldMask.Descriptor) return Mask(text);
        if (text.Length > MostTimeLength || text.AsSpan().ContainsAny("\"\\")) return null;
        try
        {
            return JsonParser.Default.Parse($"\"{text}\"", message);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // JSON has camel case here; names as the contract has them are as clear.
    private static FieldMask? Mask(string text)
    {
        var mask = new FieldMask();
        if (text.Length == 0) return mask;
        foreach (string path in text.Split(','))
        {
            if (path.Length == 0 || path.AsSpan().ContainsAny(" \t\"")) return null;
            mask.Paths.Add(path.Contains('_', StringComparison.Ordinal) ? path : Snake(path));
        }
        return mask;
    }

    private static string Snake(string camel) => string.Concat(camel.Select(
        letter => char.IsAsciiLetterUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : letter.ToString()));
}
