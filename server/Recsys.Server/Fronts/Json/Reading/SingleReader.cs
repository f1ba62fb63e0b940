using System.Text.Json;
using Google.Protobuf;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads a field of one value.</summary>
internal sealed class SingleReader<TMessage, TValue>(Action<TMessage, TValue> set, JsonValue<TValue> value)
    : FieldReader
{
    public override void Read(ref Utf8JsonReader reader, IMessage message, ReadingPlace place) =>
        set((TMessage)message, value(ref reader, place));
}
