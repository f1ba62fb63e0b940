using System.Collections.Concurrent;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>The fields of a message by both names that JSON has: <c>page_size</c> and <c>pageSize</c>.</summary>
internal sealed class MessageFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, MessageFields> Known = new();
    private readonly Dictionary<string, FieldDescriptor> _byName = new(StringComparer.Ordinal);

    private MessageFields(MessageDescriptor message)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            _byName[field.Name] = field;
            _byName[field.JsonName] = field;
        }
    }

    /// <summary>Those of a message.</summary>
    public static MessageFields Of(MessageDescriptor message) => Known.GetOrAdd(message, static it => new(it));

    /// <summary>A field by either name, or null.</summary>
    public FieldDescriptor? Find(string name) => _byName.GetValueOrDefault(name);
}
