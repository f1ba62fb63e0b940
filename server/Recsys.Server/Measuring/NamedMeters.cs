namespace Recsys.Server.Measuring;

/// <summary>
/// Meters by the names that measurements carry, made when a name is first heard. A pass over a few strings, most of
/// them the very objects that are looked for, is quicker than hashing. At most <see cref="Most"/>; further names are
/// not measured. Thread-safe.
/// </summary>
internal sealed class NamedMeters<T>(Func<string, T> make)
    where T : class
{
    /// <summary>Most names there may be.</summary>
    public const int Most = 32;

    private readonly Lock _adding = new();
    private KeyValuePair<string, T>[] _all = [];

    /// <summary>All meters, by name.</summary>
    public IEnumerable<T> All => Volatile.Read(ref _all)
        .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value);

    /// <summary>The meter of a name; null when there are too many.</summary>
    public T? Of(string name) => Find(Volatile.Read(ref _all), name) ?? Add(name);

    private static T? Find(KeyValuePair<string, T>[] all, string name)
    {
        foreach (var entry in all)
            if (entry.Key == name) return entry.Value;
        return null;
    }

    private T? Add(string name)
    {
        lock (_adding)
        {
            if (Find(_all, name) is { } found) return found;
            if (_all.Length >= Most) return null;
            var added = make(name);
            Volatile.Write(ref _all, [.. _all, new KeyValuePair<string, T>(name, added)]);
            return added;
        }
    }
}
