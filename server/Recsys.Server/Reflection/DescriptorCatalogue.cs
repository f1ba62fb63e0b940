using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Recsys.Server.Reflection;

/// <summary>Files, services and types the server can describe, by name.</summary>
internal sealed class DescriptorCatalogue
{
    private readonly Dictionary<string, FileDescriptor> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> _messages = new(StringComparer.Ordinal);

    /// <summary>Takes in the files of the services, further ones, and all they import.</summary>
    public DescriptorCatalogue(IEnumerable<ServiceDescriptor> services, params IEnumerable<FileDescriptor> files)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(files);
        foreach (var file in files) Add(file);
        var names = new List<string>();
        foreach (var service in services)
        {
            names.Add(service.FullName);
            Add(service.File);
        }
        names.Sort(StringComparer.Ordinal);
        Services = names;
    }

    /// <summary>Full names of the services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of a name, or null.</summary>
    public FileDescriptor? FileByName(string name) => _files.GetValueOrDefault(name);

    /// <summary>The file that defines a service, method, message, field or enum, or null.</summary>
    public FileDescriptor? FileOf(string symbol) => _symbols.GetValueOrDefault(symbol);

    /// <summary>Whether there is a message of a name.</summary>
    public bool HasMessage(string name) => _messages.Contains(name);

    /// <summary>A file and all it imports, each once and before those that import it.</summary>
    public static IReadOnlyList<ByteString> WithImports(FileDescriptor file)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ordered = new List<ByteString>();
        Visit(file);
        return ordered;

        void Visit(FileDescriptor next)
        {
            if (!seen.Add(next.Name)) return;
            foreach (var import in next.Dependencies) Visit(import);
            ordered.Add(next.SerializedData);
        }
    }

    private void Add(FileDescriptor file)
    {
        if (!_files.TryAdd(file.Name, file)) return;
        foreach (var import in file.Dependencies) Add(import);
        foreach (var service in file.Services)
        {
            _symbols[service.FullName] = file;
            foreach (var method in service.Methods) _symbols[method.FullName] = file;
        }
        foreach (var message in file.MessageTypes) Add(message);
        foreach (var values in file.EnumTypes) _symbols[values.FullName] = file;
    }

    private void Add(MessageDescriptor message)
    {
        _symbols[message.FullName] = message.File;
        _messages.Add(message.FullName);
        foreach (var field in message.Fields.InDeclarationOrder()) _symbols[field.FullName] = message.File;
        foreach (var nested in message.NestedTypes) Add(nested);
        foreach (var values in message.EnumTypes) _symbols[values.FullName] = message.File;
    }
}
