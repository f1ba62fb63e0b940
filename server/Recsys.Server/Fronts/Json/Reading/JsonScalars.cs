using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Binding;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Values of single fields, by the rules of proto3 JSON.</summary>
internal static class JsonScalars
{
    private const int MostNamesTold = 20;

    public static string String(ref Utf8JsonReader reader, ReadingPlace place)
    {
        if (reader.TokenType == JsonTokenType.String) return place.Text(ref reader);
        place.Refuse(ref reader, "is not a string.");
        return "";
    }

    public static bool Bool(ref Utf8JsonReader reader, ReadingPlace place)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.TokenType == JsonTokenType.True;
        place.Refuse(ref reader, "is neither true nor false.");
        return false;
    }

    public static int Int32(ref Utf8JsonReader reader, ReadingPlace place) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int value)
            ? value : (int)Whole(ref reader, place, int.MinValue, int.MaxValue);

    public static uint UInt32(ref Utf8JsonReader reader, ReadingPlace place) =>
        (uint)Whole(ref reader, place, uint.MinValue, uint.MaxValue);

    public static long Int64(ref Utf8JsonReader reader, ReadingPlace place) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long value)
            ? value : (long)Whole(ref reader, place, long.MinValue, long.MaxValue);

    public static ulong UInt64(ref Utf8JsonReader reader, ReadingPlace place) =>
        (ulong)Whole(ref reader, place, ulong.MinValue, ulong.MaxValue);

    public static double Double(ref Utf8JsonReader reader, ReadingPlace place)
    {
        if (TryDouble(ref reader, place, out double value)) return value;
        place.Refuse(ref reader, "is not a number of double precision.");
        return 0;
    }

    public static float Float(ref Utf8JsonReader reader, ReadingPlace place)
    {
        if (TryDouble(ref reader, place, out double value) && ScalarText.Fits(value)) return (float)value;
        place.Refuse(ref reader, "is not a number of single precision.");
        return 0;
    }

    public static ByteString Bytes(ref Utf8JsonReader reader, ReadingPlace place)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetBytesFromBase64(out byte[]? bytes))
            return ByteString.CopyFrom(bytes);
        place.Refuse(ref reader, "is not a string of base64.");
        return ByteString.Empty;
    }

    /// <summary>Reads values of an enum by name or number; one without a name passes, as in gRPC.</summary>
    public static JsonValue<T> Enum<T>(EnumDescriptor values) where T : struct
    {
        string problem = $"is not one of {Names(values)}.";
        return (ref Utf8JsonReader reader, ReadingPlace place) =>
        {
            int number = 0;
            if (reader.TokenType == JsonTokenType.String && values.FindValueByName(place.Text(ref reader)) is { } named)
            {
                number = named.Number;
            }
            else if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out number))
            {
                place.Refuse(ref reader, problem);
            }
            return Unsafe.BitCast<int, T>(number);
        };
    }

    /// <summary>Reads messages that JSON writes as a string.</summary>
    public static JsonValue<T> WellKnown<T>(MessageDescriptor message) where T : class, new()
    {
        string problem = WellKnownTypes.Expected(message);
        return (ref Utf8JsonReader reader, ReadingPlace place) =>
        {
            if (reader.TokenType == JsonTokenType.String
                && WellKnownTypes.Parse(message, place.Text(ref reader)) is { } value)
                return (T)value;
            place.Refuse(ref reader, problem);
            return new T();
        };
    }

    /// <summary>The names of an enum, for people.</summary>
    public static string Names(EnumDescriptor values)
    {
        string names = string.Join(", ", values.Values.Take(MostNamesTold).Select(value => value.Name));
        return values.Values.Count > MostNamesTold ? names + " and more" : names;
    }

    private static decimal Whole(ref Utf8JsonReader reader, ReadingPlace place, decimal least, decimal most)
    {
        decimal value = 0;
        bool isWhole = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDecimal(out value)
                && value == decimal.Truncate(value) && value >= least && value <= most,
            JsonTokenType.String => ScalarText.TryWhole(place.Text(ref reader), least, most, out value),
            _ => false,
        };
        if (isWhole) return value;
        place.Refuse(ref reader, string.Create(
            CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}."));
        return 0;
    }

    private static bool TryDouble(ref Utf8JsonReader reader, ReadingPlace place, out double value)
    {
        value = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetDouble(out value) && double.IsFinite(value),
            JsonTokenType.String => ScalarText.TryDouble(place.Text(ref reader), out value),
            _ => false,
        };
    }
}
