using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads a map whose keys are strings, the only kind the contract has.</summary>
internal sealed class MapReader<TMessage, TValue>(
    Func<TMessage, MapField<string, TValue>> map, JsonValue<TValue> value) : FieldReader
{
    public override void Read(ref Utf8JsonReader reader, IMessage message, ReadingPlace place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            place.Refuse(ref reader, "is not an object: { }.");
            return;
        }
        var values = map((TMessage)message);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = place.Text(ref reader);
            place.Enter(key);
            bool isTwice = values.ContainsKey(key);
            if (isTwice) place.Refuse(ref reader, "is given twice.");
            else if (reader.Read() && reader.TokenType != JsonTokenType.Null) values[key] = value(ref reader, place);
            else place.Refuse(ref reader, "is null, which a map cannot hold.");
            place.Leave();
        }
    }
}
