using System.Text.Json;
using Google.Protobuf;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes a field of one value.</summary>
/// <param name="name">Its name in JSON.</param>
/// <param name="get">Reads the property.</param>
/// <param name="has">Whether it is there, where that is not the same as not being zero.</param>
/// <param name="isZero">Whether a value is the type's default.</param>
/// <param name="text">Writes a value.</param>
internal sealed class ValueWriter<TMessage, TValue>(
    JsonEncodedText name, Func<TMessage, TValue> get, Func<TMessage, bool>? has, Func<TValue, bool> isZero,
    JsonText<TValue> text) : FieldWriter
{
    public override void Write(Utf8JsonWriter writer, IMessage message)
    {
        var typed = (TMessage)message;
        if (has is not null && !has(typed)) return;
        var value = get(typed);
        if (has is null && isZero(value)) return;
        writer.WritePropertyName(name);
        text(writer, value);
    }
}
