using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Makes the writer of a field once, bound to the generated property, so that writing boxes nothing.</summary>
internal static class FieldWriters
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>The writer of a field.</summary>
    public static FieldWriter Of(FieldDescriptor field)
    {
        var property = field.ContainingType.ClrType.GetProperty(field.PropertyName)!;
        var element = field.IsMap ? field.MessageType.FindFieldByName("value") : field;
        Type[] types = field.IsMap || field.IsRepeated
            ? property.PropertyType.GenericTypeArguments : [property.PropertyType];
        string make = field.IsMap ? nameof(Map) : field.IsRepeated ? nameof(List) : nameof(Single);
        return (FieldWriter)Generic(make, [property.DeclaringType!, .. types])
            .Invoke(null, [field, property, Value(element, types[^1])])!;
    }

    private static FieldWriter Single<TMessage, TValue>(
        FieldDescriptor field, PropertyInfo property, JsonText<TValue> text)
    {
        var get = property.GetMethod!.CreateDelegate<Func<TMessage, TValue>>();
        // Generated code has no property to ask for messages: they are null where they are absent.
        var has = typeof(TMessage).GetProperty("Has" + property.Name) is { } presence
            ? presence.GetMethod!.CreateDelegate<Func<TMessage, bool>>() : null;
        return new ValueWriter<TMessage, TValue>(Name(field), get, has, Zero<TValue>(), text);
    }

    private static FieldWriter List<TMessage, TValue>(
        FieldDescriptor field, PropertyInfo property, JsonText<TValue> text) =>
        new ListWriter<TMessage, TValue>(
            Name(field), property.GetMethod!.CreateDelegate<Func<TMessage, RepeatedField<TValue>>>(), text);

    private static FieldWriter Map<TMessage, TKey, TValue>(
        FieldDescriptor field, PropertyInfo property, JsonText<TValue> text) where TKey : notnull =>
        new MapWriter<TMessage, TKey, TValue>(
            Name(field), property.GetMethod!.CreateDelegate<Func<TMessage, MapField<TKey, TValue>>>(), text);

    private static JsonEncodedText Name(FieldDescriptor field) => JsonEncodedText.Encode(field.JsonName);

    private static Func<T, bool> Zero<T>()
    {
        if (typeof(T) == typeof(string)) return (Func<T, bool>)(object)new Func<string, bool>(text => text.Length == 0);
        if (typeof(T) == typeof(ByteString))
            return (Func<T, bool>)(object)new Func<ByteString, bool>(bytes => bytes.Length == 0);
        return value => EqualityComparer<T>.Default.Equals(value, default);
    }

    private static object Value(FieldDescriptor field, Type type) => field.FieldType switch
    {
        FieldType.String => new JsonText<string>(JsonTexts.String),
        FieldType.Bool => new JsonText<bool>(JsonTexts.Bool),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new JsonText<int>(JsonTexts.Int32),
        FieldType.UInt32 or FieldType.Fixed32 => new JsonText<uint>(JsonTexts.UInt32),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new JsonText<long>(JsonTexts.Int64),
        FieldType.UInt64 or FieldType.Fixed64 => new JsonText<ulong>(JsonTexts.UInt64),
        FieldType.Double => new JsonText<double>(JsonTexts.Double),
        FieldType.Float => new JsonText<float>(JsonTexts.Float),
        FieldType.Bytes => new JsonText<ByteString>(JsonTexts.Bytes),
        FieldType.Enum => typeof(JsonTexts).GetMethod(nameof(JsonTexts.Enum))!
            .MakeGenericMethod(type).Invoke(null, [field.EnumType])!,
        FieldType.Message when field.MessageType.File.Package == "google.protobuf" => typeof(JsonTexts)
            .GetMethod(nameof(JsonTexts.WellKnown))!.MakeGenericMethod(type)
            .CreateDelegate(typeof(JsonText<>).MakeGenericType(type)),
        FieldType.Message => Generic(nameof(Message), type).Invoke(null, [field.MessageType])!,
        _ => throw new InvalidOperationException($"{field.FullName} is of a kind that JSON does not have."),
    };

    private static JsonText<T> Message<T>(MessageDescriptor message) where T : IMessage =>
        (writer, value) => MessageWriter.Of(message).Write(writer, value);

    private static MethodInfo Generic(string name, params Type[] types) =>
        typeof(FieldWriters).GetMethod(name, Private)!.MakeGenericMethod(types);
}
