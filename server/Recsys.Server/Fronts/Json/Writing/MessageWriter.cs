using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Writing;

/// <summary>
/// Writes messages of one type as proto3 JSON, straight into UTF-8: names in camel case, zeros left out, 64-bit numbers
/// as strings.
/// </summary>
internal sealed class MessageWriter
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageWriter> Known = new();
    private readonly FieldWriter[] _fields;

    private MessageWriter(MessageDescriptor message) =>
        _fields = [.. message.Fields.InDeclarationOrder().Select(FieldWriters.Of)];

    /// <summary>The writer of a type.</summary>
    public static MessageWriter Of(MessageDescriptor message) => Known.GetOrAdd(message, static it => new(it));

    /// <summary>Writes a message as an object.</summary>
    public void Write(Utf8JsonWriter writer, IMessage message)
    {
        writer.WriteStartObject();
        foreach (var field in _fields) field.Write(writer, message);
        writer.WriteEndObject();
    }
}
