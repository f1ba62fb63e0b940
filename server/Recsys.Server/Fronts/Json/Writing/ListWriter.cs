using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes a repeated field.</summary>
internal sealed class ListWriter<TMessage, TValue>(
    JsonEncodedText name, Func<TMessage, RepeatedField<TValue>> get, JsonText<TValue> text) : FieldWriter
{
    public override void Write(Utf8JsonWriter writer, IMessage message)
    {
        var values = get((TMessage)message);
        if (values.Count == 0) return;
        writer.WriteStartArray(name);
        for (int i = 0; i < values.Count; i++) text(writer, values[i]);
        writer.WriteEndArray();
    }
}
