using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Fronts.Json.Binding;

/// <summary>A field of a request or of a message within it, such as <c>customer.id</c>.</summary>
internal sealed class FieldPath
{
    private readonly FieldDescriptor[] _parents;

    private FieldPath(FieldDescriptor[] parents, FieldDescriptor field)
    {
        (_parents, Field) = (parents, field);
        Name = string.Join('.', parents.Append(field).Select(part => part.Name));
    }

    /// <summary>The last field of the path.</summary>
    public FieldDescriptor Field { get; }

    /// <summary>The path in the contract's own names.</summary>
    public string Name { get; }

    /// <summary>The parts of the path as JSON names them.</summary>
    public IEnumerable<string> JsonNames => _parents.Append(Field).Select(part => part.JsonName);

    /// <summary>The field of the request that the path begins with.</summary>
    public FieldDescriptor First => _parents.Length > 0 ? _parents[0] : Field;

    /// <summary>The path of a name that the contract gives.</summary>
    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public static FieldPath Of(MessageDescriptor message, string name) =>
        Find(message, name) ?? throw new InvalidOperationException($"{message.FullName} has no field '{name}'.");

    /// <summary>
    /// The path of a name that a client gives, each part in snake case or camel case; null where there is none.
    /// </summary>
    public static FieldPath? Find(MessageDescriptor message, string name)
    {
        string[] parts = name.Split('.');
        var parents = new FieldDescriptor[parts.Length - 1];
        var at = message;
        for (int i = 0; i < parts.Length; i++)
        {
            var field = MessageFields.Of(at).Find(parts[i]);
            if (field is null) return null;
            if (i == parts.Length - 1) return new FieldPath(parents, field);
            bool isPlain = field.FieldType == FieldType.Message && !field.IsRepeated
                && !WellKnownTypes.IsText(field.MessageType);
            if (!isPlain) return null;
            (parents[i], at) = (field, field.MessageType);
        }
        return null;
    }

    /// <summary>The message that holds the field, made on the way where it is not there yet.</summary>
    public IMessage Parent(IMessage request)
    {
        foreach (var field in _parents)
        {
            if (field.Accessor.GetValue(request) is not IMessage next)
            {
                next = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                field.Accessor.SetValue(request, next);
            }
            request = next;
        }
        return request;
    }
}
