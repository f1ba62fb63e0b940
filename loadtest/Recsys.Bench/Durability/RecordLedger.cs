namespace Recsys.Bench.Durability;

/// <summary>
/// What the client that writes products and customers was told: for each record the text that was acknowledged last,
/// and those since whose fate is not known. Null stands for a record that is not there.
/// </summary>
internal sealed class RecordLedger
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public IEnumerable<string> Ids => _entries.Keys;

    public string? Acknowledged(string id) => _entries.TryGetValue(id, out var entry) ? entry.Acknowledged : null;

    /// <summary>Notes, before it happens, that a record is written.</summary>
    public void Begin(string id, string? text)
    {
        _entries.TryGetValue(id, out var entry);
        // The one before may have been written, too, though its call failed.
        _entries[id] = entry with { Pending = [.. entry.Pending ?? [], text] };
    }

    /// <summary>Notes that the server acknowledged the latest.</summary>
    public void Acknowledge(string id) => _entries[id] = new Entry(_entries[id].Pending![^1], null);

    /// <summary>Whether a record may be as it was found; what was found is what holds from now on.</summary>
    public bool Accept(string id, string? found)
    {
        var entry = _entries[id];
        bool right = found == entry.Acknowledged || (entry.Pending?.Contains(found) ?? false);
        if (right) _entries[id] = new Entry(found, null);
        return right;
    }

    private readonly record struct Entry(string? Acknowledged, string?[]? Pending);
}
