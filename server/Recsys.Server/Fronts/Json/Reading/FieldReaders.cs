using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Recsys.Server.Fronts.Json.Binding;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>
/// Makes the reader of a field once, bound to the generated property, so that reading a request boxes nothing and looks
/// nothing up but names.
/// </summary>
internal static class FieldReaders
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>The reader of a field.</summary>
    /// <exception cref="InvalidOperationException">The field is of a kind that is not served.</exception>
    public static FieldReader Of(FieldDescriptor field)
    {
        var property = field.ContainingType.ClrType.GetProperty(field.PropertyName)!;
        var element = field.IsMap ? field.MessageType.FindFieldByName("value") : field;
        if (field.IsMap && field.MessageType.FindFieldByName("key").FieldType != FieldType.String)
            throw new InvalidOperationException($"{field.FullName}: only maps of strings are served.");
        var type = field.IsMap || field.IsRepeated
            ? property.PropertyType.GenericTypeArguments[^1] : property.PropertyType;
        string make = field.IsMap ? nameof(Map) : field.IsRepeated ? nameof(List) : nameof(Single);
        return (FieldReader)Generic(make, property.DeclaringType!, type)
            .Invoke(null, [property, Value(element, type)])!;
    }

    private static FieldReader Single<TMessage, TValue>(PropertyInfo property, JsonValue<TValue> value) =>
        new SingleReader<TMessage, TValue>(property.SetMethod!.CreateDelegate<Action<TMessage, TValue>>(), value);

    private static FieldReader List<TMessage, TValue>(PropertyInfo property, JsonValue<TValue> value) =>
        new ListReader<TMessage, TValue>(
            property.GetMethod!.CreateDelegate<Func<TMessage, RepeatedField<TValue>>>(), value);

    private static FieldReader Map<TMessage, TValue>(PropertyInfo property, JsonValue<TValue> value) =>
        new MapReader<TMessage, TValue>(
            property.GetMethod!.CreateDelegate<Func<TMessage, MapField<string, TValue>>>(), value);

    private static object Value(FieldDescriptor field, Type type) => field.FieldType switch
    {
        FieldType.String => new JsonValue<string>(JsonScalars.String),
        FieldType.Bool => new JsonValue<bool>(JsonScalars.Bool),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new JsonValue<int>(JsonScalars.Int32),
        FieldType.UInt32 or FieldType.Fixed32 => new JsonValue<uint>(JsonScalars.UInt32),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new JsonValue<long>(JsonScalars.Int64),
        FieldType.UInt64 or FieldType.Fixed64 => new JsonValue<ulong>(JsonScalars.UInt64),
        FieldType.Double => new JsonValue<double>(JsonScalars.Double),
        FieldType.Float => new JsonValue<float>(JsonScalars.Float),
        FieldType.Bytes => new JsonValue<ByteString>(JsonScalars.Bytes),
        FieldType.Enum => typeof(JsonScalars).GetMethod(nameof(JsonScalars.Enum))!
            .MakeGenericMethod(type).Invoke(null, [field.EnumType])!,
        FieldType.Message when WellKnownTypes.IsText(field.MessageType) => typeof(JsonScalars)
            .GetMethod(nameof(JsonScalars.WellKnown))!.MakeGenericMethod(type).Invoke(null, [field.MessageType])!,
        FieldType.Message when field.MessageType.File.Package != "google.protobuf" =>
            Generic(nameof(Message), type).Invoke(null, [field.MessageType])!,
        _ => throw new InvalidOperationException($"{field.FullName} is of a kind that JSON requests do not have."),
    };

    private static JsonValue<T> Message<T>(MessageDescriptor message) where T : IMessage, new() =>
        (ref Utf8JsonReader reader, ReadingPlace place) =>
        {
            var value = new T();
            MessageReader.Of(message).Read(ref reader, value, place);
            return value;
        };

    private static MethodInfo Generic(string name, params Type[] types) =>
        typeof(FieldReaders).GetMethod(name, Private)!.MakeGenericMethod(types);
}
