using Google.Protobuf.Reflection;

namespace Recsys.Site.Reference;

/// <summary>Which methods and messages hold a message.</summary>
internal sealed class TypeUses
{
    private readonly Dictionary<string, List<string>> _users = new(StringComparer.Ordinal);

    /// <summary>Collects the uses within these files.</summary>
    public TypeUses(IReadOnlyList<FileDescriptor> files)
    {
        foreach (var method in files.SelectMany(file => file.Services).SelectMany(service => service.Methods))
        {
            Add(method.InputType, method.Name);
            Add(method.OutputType, method.Name);
        }
        foreach (var message in files.SelectMany(file => file.MessageTypes))
            foreach (var field in message.Fields.InDeclarationOrder())
                if (field.FieldType == FieldType.Message) Add(field.MessageType, message.Name);
    }

    /// <summary>Names of the users of a message, in order of their declaration.</summary>
    public IReadOnlyList<string> Of(string fullName) => _users.GetValueOrDefault(fullName) ?? [];

    private void Add(MessageDescriptor message, string user)
    {
        if (!_users.TryGetValue(message.FullName, out var users)) _users[message.FullName] = users = [];
        if (!users.Contains(user)) users.Add(user);
    }
}
