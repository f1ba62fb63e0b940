using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Single values, by the rules of proto3 JSON.</summary>
internal static class JsonTexts
{
    private const int LongestNumber = 20;

    // What errors carry; nothing else of the contract is an Any.
    private static readonly JsonFormatter WellKnownFormatter = new(new JsonFormatter.Settings(
        formatDefaultValues: false,
        TypeRegistry.FromFiles(
            Standard.Rpc.StatusReflection.Descriptor, Standard.Rpc.ErrorDetailsReflection.Descriptor)));

    public static void String(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    public static void Bool(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);

    public static void Int32(Utf8JsonWriter writer, int value) => writer.WriteNumberValue(value);

    public static void UInt32(Utf8JsonWriter writer, uint value) => writer.WriteNumberValue(value);

    public static void Int64(Utf8JsonWriter writer, long value) => Number(writer, value);

    public static void UInt64(Utf8JsonWriter writer, ulong value) => Number(writer, value);

    public static void Double(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(NotFinite(value));
    }

    public static void Float(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteStringValue(NotFinite(value));
    }

    public static void Bytes(Utf8JsonWriter writer, ByteString value) => writer.WriteBase64StringValue(value.Span);

    /// <summary>Writes values of an enum by name, or by number where it has none.</summary>
    public static JsonText<T> Enum<T>(EnumDescriptor values) where T : struct
    {
        var names = values.Values
            .DistinctBy(value => value.Number)
            .ToFrozenDictionary(value => value.Number, value => JsonEncodedText.Encode(value.Name));
        return (writer, value) =>
        {
            int number = Unsafe.BitCast<T, int>(value);
            if (names.TryGetValue(number, out var name)) writer.WriteStringValue(name);
            else writer.WriteNumberValue(number);
        };
    }

    /// <summary>Writes messages that JSON has a form of its own for.</summary>
    public static void WellKnown<T>(Utf8JsonWriter writer, T value) where T : IMessage =>
        writer.WriteRawValue(WellKnownFormatter.Format(value), skipInputValidation: true);

    private static void Number<T>(Utf8JsonWriter writer, T value) where T : IUtf8SpanFormattable
    {
        Span<byte> digits = stackalloc byte[LongestNumber];
        value.TryFormat(digits, out int length, default, null);
        writer.WriteStringValue(digits[..length]);
    }

    private static ReadOnlySpan<byte> NotFinite(double value) =>
        double.IsNaN(value) ? "NaN"u8 : value > 0 ? "Infinity"u8 : "-Infinity"u8;
}
