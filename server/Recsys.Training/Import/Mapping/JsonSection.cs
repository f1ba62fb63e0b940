using System.Text.Json;

namespace Recsys.Training.Import.Mapping;

/// <summary>One object of a mapping file, read strictly: a key nobody asked for is an error that names it.</summary>
internal sealed class JsonSection
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public JsonSection(string path, JsonElement element)
    {
        Path = path;
        if (element.ValueKind != JsonValueKind.Object) throw new ImportException($"{path}: must be an object {{…}}");
        foreach (var member in element.EnumerateObject())
            if (!_members.TryAdd(member.Name, member.Value)) throw Error(member.Name, "is given twice");
    }

    public string Path { get; }

    public ImportException Error(string key, string what) => new($"{Path}.{key}: {what}");

    public bool TryGet(string key, out JsonElement value)
    {
        _known.Add(key);
        return _members.TryGetValue(key, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public string? Text(string key)
    {
        if (!TryGet(key, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw Error(key, "must be a string");
        string text = value.GetString()!;
        return text.Length > 0 ? text : throw Error(key, "must not be empty; leave it out instead");
    }

    public string RequiredText(string key) => Text(key) ?? throw Error(key, "is missing");

    public double? Number(string key)
    {
        if (!TryGet(key, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Error(key, "must be a number");
    }

    public int? WholeNumber(string key, int least, int most)
    {
        if (!TryGet(key, out var value)) return null;
        int number = 0;
        bool whole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return whole && number >= least && number <= most
            ? number
            : throw Error(key, $"must be a whole number from {least} to {most}");
    }

    public bool? Switch(string key)
    {
        if (!TryGet(key, out var value)) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Error(key, "must be true or false");
    }

    public IReadOnlyList<string>? Texts(string key)
    {
        if (!TryGet(key, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array) throw Error(key, "must be a list of strings");
        var texts = new List<string>();
        foreach (var entry in value.EnumerateArray())
            texts.Add(entry.ValueKind == JsonValueKind.String
                ? entry.GetString()!
                : throw Error(key, "must be a list of strings"));
        return texts.Count > 0 ? texts : throw Error(key, "must not be empty; leave it out instead");
    }

    public T Choice<T>(string key, T otherwise, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        if (Text(key) is not { } text) return otherwise;
        foreach (var (name, value) in choices)
            if (name == text) return value;
        var names = new List<string>();
        foreach (var (name, _) in choices) names.Add(name);
        throw Error(key, $"'{text}' is none of: {string.Join(", ", names)}");
    }

    public JsonSection? Section(string key) =>
        TryGet(key, out var value) ? new JsonSection($"{Path}.{key}", value) : null;

    public IEnumerable<JsonSection> Sections(string key)
    {
        if (!TryGet(key, out var value)) yield break;
        if (value.ValueKind != JsonValueKind.Array) throw Error(key, "must be a list of objects");
        int at = 0;
        foreach (var entry in value.EnumerateArray()) yield return new JsonSection($"{Path}.{key}[{at++}]", entry);
    }

    public IEnumerable<KeyValuePair<string, JsonElement>> All()
    {
        _known.UnionWith(_members.Keys);
        return _members;
    }

    /// <summary>Fails when the object has a key that was never asked for.</summary>
    public void RefuseOthers()
    {
        foreach (string key in _members.Keys)
            if (!_known.Contains(key))
                throw Error(key, $"unknown key; known here: {string.Join(", ", _known.Order())}");
    }
}
