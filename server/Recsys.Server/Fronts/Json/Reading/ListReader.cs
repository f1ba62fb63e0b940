using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads a repeated field.</summary>
internal sealed class ListReader<TMessage, TValue>(Func<TMessage, RepeatedField<TValue>> list, JsonValue<TValue> value)
    : FieldReader
{
    public override void Read(ref Utf8JsonReader reader, IMessage message, ReadingPlace place)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            place.Refuse(ref reader, "is not a list: [ ].");
            return;
        }
        var values = list((TMessage)message);
        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            place.Enter(index);
            if (reader.TokenType == JsonTokenType.Null) place.Refuse(ref reader, "is null, which a list cannot hold.");
            else values.Add(value(ref reader, place));
            place.Leave();
        }
    }
}
