using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes a map, whose keys become names.</summary>
internal sealed class MapWriter<TMessage, TKey, TValue>(
    JsonEncodedText name, Func<TMessage, MapField<TKey, TValue>> get, JsonText<TValue> text) : FieldWriter
    where TKey : notnull
{
    public override void Write(Utf8JsonWriter writer, IMessage message)
    {
        var values = get((TMessage)message);
        if (values.Count == 0) return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(FormattableString.Invariant($"{key}"));
            text(writer, value);
        }
        writer.WriteEndObject();
    }
}
