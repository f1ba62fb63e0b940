using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Reading;

/// <summary>
/// Reads messages of one type from proto3 JSON. What it takes is what the protobuf library takes; unlike that, it tells
/// every wrong field by its path and place, and takes no unknown field and none twice.
/// </summary>
internal sealed class MessageReader
{
    private const int MostNameBytes = 128;
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageReader> Known = new();

    private readonly Dictionary<string, (int Index, string Name, FieldReader Reader)> _fields =
        new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Index, string Name, FieldReader Reader)>
        .AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly string _names;
    private readonly int _count;

    private MessageReader(MessageDescriptor message)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var entry = (field.Index, field.Name, FieldReaders.Of(field));
            _fields[field.Name] = entry;
            _fields[field.JsonName] = entry;
        }
        _bySpan = _fields.GetAlternateLookup<ReadOnlySpan<char>>();
        _count = message.Fields.InDeclarationOrder().Count;
        _names = _count == 0
            ? "none" : string.Join(", ", message.Fields.InDeclarationOrder().Select(field => field.JsonName));
    }

    /// <summary>The reader of a type.</summary>
    /// <exception cref="InvalidOperationException">It has a field of a kind that is not served.</exception>
    public static MessageReader Of(MessageDescriptor message) => Known.GetOrAdd(message, static it => new(it));

    /// <summary>Reads the object that the reader stands on into a message.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public void Read(ref Utf8JsonReader reader, IMessage message, ReadingPlace place)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            place.Refuse(ref reader, "is not an object: { }.");
            return;
        }
        var seen = new BitArray(_count);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!Find(ref reader, place, out var field))
            {
                place.RefuseName(ref reader, _names);
                continue;
            }
            place.Enter(field.Name);
            bool isTwice = seen[field.Index];
            seen[field.Index] = true;
            if (isTwice) place.Refuse(ref reader, "is given twice.");
            else if (reader.Read() && reader.TokenType != JsonTokenType.Null)
                field.Reader.Read(ref reader, message, place);
            place.Leave();
        }
    }

    private bool Find(
        ref Utf8JsonReader reader, ReadingPlace place, out (int Index, string Name, FieldReader Reader) field)
    {
        field = default;
        long bytes = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (bytes > MostNameBytes) return false;
        Span<char> name = stackalloc char[MostNameBytes];
        try
        {
            return _bySpan.TryGetValue(name[..reader.CopyString(name)], out field);
        }
        catch (InvalidOperationException)
        {
            throw place.NotUnicode(reader.TokenStartIndex);
        }
    }
}
