using System.Text.Json;
using Google.Protobuf;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>Reads one field of a message.</summary>
internal abstract class FieldReader
{
    /// <summary>Puts the value that the reader stands on into the message; it is not null.</summary>
    public abstract void Read(ref Utf8JsonReader reader, IMessage message, ReadingPlace place);
}
