using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order; one key may come several times. Not thread-safe.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>End of the keys whose values are bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entries; refuses changes.</summary>
    public static readonly Metadata Empty = new Metadata().Freeze();

    private readonly List<Entry> _entries = [];
    private bool _readOnly;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => _readOnly;

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            RequireWritable(value);
            _entries[index] = value;
        }
    }

    /// <summary>Adds a text value.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a value of bytes; the key ends in <see cref="BinaryHeaderSuffix"/>.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Add(Entry item)
    {
        RequireWritable(item);
        _entries.Add(item);
    }

    /// <inheritdoc/>
    public void Insert(int index, Entry item)
    {
        RequireWritable(item);
        _entries.Insert(index, item);
    }

    /// <inheritdoc/>
    public bool Remove(Entry item)
    {
        RequireWritable(item);
        return _entries.Remove(item);
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        RequireWritable();
        _entries.RemoveAt(index);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        RequireWritable();
        _entries.Clear();
    }

    /// <summary>The last entry with a key, in any case, or null.</summary>
    public Entry? Get(string key)
    {
        for (int i = _entries.Count - 1; i >= 0; i--)
            if (_entries[i].KeyIs(key)) return _entries[i];
        return null;
    }

    /// <summary>Text of the last entry with a key, or null; an entry of bytes throws.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>Bytes of the last entry with a key, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>All entries with a key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key)
    {
        foreach (var entry in _entries)
            if (entry.KeyIs(key)) yield return entry;
    }

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Metadata Freeze()
    {
        _readOnly = true;
        return this;
    }

    private void RequireWritable(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        RequireWritable();
    }

    private void RequireWritable()
    {
        if (_readOnly) throw new InvalidOperationException("This metadata is read-only.");
    }
}
