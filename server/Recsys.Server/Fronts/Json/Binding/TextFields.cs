using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Reading;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>Fills fields from text: segments of a path and parameters of a query.</summary>
internal static class TextFields
{
    /// <summary>Whether a field can be given as text at all.</summary>
    public static bool CanHold(FieldDescriptor field) =>
        !field.IsMap && (field.FieldType != FieldType.Message || WellKnownTypes.IsText(field.MessageType));

    /// <summary>Sets a field, or adds to it where it is repeated.</summary>
    /// <returns>What is wrong with the text, reading on from the field's name; null when nothing is.</returns>
    public static string? Set(FieldDescriptor field, IMessage message, string text)
    {
        object? value = Value(field, text, out string problem);
        if (value is null) return problem;
        if (!field.IsRepeated) field.Accessor.SetValue(message, value);
        else Values(field, message).Add(
            field.FieldType == FieldType.Enum ? System.Enum.ToObject(field.EnumType.ClrType, value) : value);
        return null;
    }

    private static IList Values(FieldDescriptor field, IMessage message) => (IList)field.Accessor.GetValue(message);

    private static object? Value(FieldDescriptor field, string text, out string problem)
    {
        problem = "";
        switch (field.FieldType)
        {
            case FieldType.String:
                return text;
            case FieldType.Bool:
                problem = "is neither true nor false.";
                return text is "true" ? true : text is "false" ? false : null;
            case FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32:
                return Whole(text, int.MinValue, int.MaxValue, out problem) is { } int32 ? (int)int32 : null;
            case FieldType.UInt32 or FieldType.Fixed32:
                return Whole(text, uint.MinValue, uint.MaxValue, out problem) is { } uint32 ? (uint)uint32 : null;
            case FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64:
                return Whole(text, long.MinValue, long.MaxValue, out problem) is { } int64 ? (long)int64 : null;
            case FieldType.UInt64 or FieldType.Fixed64:
                return Whole(text, ulong.MinValue, ulong.MaxValue, out problem) is { } uint64 ? (ulong)uint64 : null;
            case FieldType.Double:
                problem = "is not a number of double precision.";
                return ScalarText.TryDouble(text, out double wide) ? wide : null;
            case FieldType.Float:
                problem = "is not a number of single precision.";
                return ScalarText.TryFloat(text, out float narrow) ? narrow : null;
            case FieldType.Enum:
                return Enum(field.EnumType, text, out problem);
            default:
                problem = WellKnownTypes.Expected(field.MessageType);
                return WellKnownTypes.Parse(field.MessageType, text);
        }
    }

    private static decimal? Whole(string text, decimal least, decimal most, out string problem)
    {
        problem = string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}.");
        return ScalarText.TryWhole(text, least, most, out decimal value) ? value : null;
    }

    private static object? Enum(EnumDescriptor values, string text, out string problem)
    {
        problem = $"is not one of {JsonScalars.Names(values)}.";
        return values.FindValueByName(text) is { } named
            ? named.Number
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
                ? number : null;
    }
}
