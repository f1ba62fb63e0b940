using Google.Protobuf.Reflection;
using Recsys.Site.Sources;
using Recsys.V1;

namespace Recsys.Site.Reference;

/// <summary>Every name of the contract with the place of the reference that tells of it.</summary>
internal sealed class Symbols
{
    private readonly Dictionary<string, (string Page, string Anchor)> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MessageDescriptor> _messages = new(StringComparer.Ordinal);

    /// <summary>Collects the names of these files.</summary>
    public Symbols(IReadOnlyList<FileDescriptor> files, IEnumerable<ErrorReason> reasons)
    {
        foreach (var file in files)
        {
            string page = ReferencePath.OfFile(file.Name);
            foreach (var service in file.Services)
            {
                Add(service.Name, page, "top");
                foreach (var method in service.Methods) Add(method.Name, page, method.Name);
            }
            foreach (var message in file.MessageTypes) AddMessage(message, page);
            foreach (var type in file.EnumTypes) AddEnum(type, page);
        }
        foreach (var reason in reasons) Add(reason.Name, ReferencePath.Errors, reason.Name);
    }

    /// <summary>How a page links to a name; null for one that the reference does not tell of.</summary>
    /// <param name="name">The name, without its package.</param>
    /// <param name="page">The page that links.</param>
    public string? LinkTo(string name, string page)
    {
        if (!_places.TryGetValue(name, out var place)) return null;
        return (place.Page == page ? "" : SitePath.Relative(page, place.Page)) + "#" + place.Anchor;
    }

    /// <summary>
    /// How a page links to a field, named from within a message: <c>page_size</c>, <c>ordering.seed</c>.
    /// </summary>
    public string? LinkToField(string name, MessageDescriptor? scope, string page)
    {
        var message = scope;
        string[] parts = name.Split('.');
        int first = 0;
        if (_messages.TryGetValue(parts[0], out var named) && parts.Length > 1)
        {
            message = named;
            first = 1;
        }
        for (int at = first; at < parts.Length && message is not null; at++)
        {
            if (message.FindFieldByName(parts[at]) is not { } field) return null;
            if (at == parts.Length - 1) return LinkTo($"{message.Name}.{field.Name}", page);
            message = field.FieldType == FieldType.Message ? field.MessageType : null;
        }
        return null;
    }

    private void AddMessage(MessageDescriptor message, string page)
    {
        if (message.GetOptions()?.MapEntry == true) return;
        Add(message.Name, page, message.Name);
        _messages[message.Name] = message;
        foreach (var field in message.Fields.InDeclarationOrder())
            Add($"{message.Name}.{field.Name}", page, $"{message.Name}.{field.Name}");
        foreach (var nested in message.NestedTypes) AddMessage(nested, page);
        foreach (var nested in message.EnumTypes) AddEnum(nested, page);
    }

    private void AddEnum(EnumDescriptor type, string page)
    {
        Add(type.Name, page, type.Name);
        foreach (var value in type.Values) Add(value.Name, page, value.Name);
    }

    private void Add(string name, string page, string anchor) => _places.TryAdd(name, (page, anchor));
}
