using System.Text.Json;
using Google.Protobuf;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>Writes one field of a message, with its name, where it says something.</summary>
internal abstract class FieldWriter
{
    /// <summary>Writes it; nothing where it is absent, or zero without presence.</summary>
    public abstract void Write(Utf8JsonWriter writer, IMessage message);
}
