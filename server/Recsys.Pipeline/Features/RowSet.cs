using System.Collections;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Catalogue rows, each once, asked for by requests for every candidate: reusable, and emptied without giving its
/// memory back. Not thread-safe.
/// </summary>
public sealed class RowSet : IReadOnlyCollection<int>
{
    private readonly RowIndex _rows = new(8);

    /// <summary>Rows in it.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows, in the order they came.</summary>
    public ReadOnlySpan<int> Rows => _rows.Rows;

    /// <summary>Whether a row is in it.</summary>
    public bool Contains(int row) => _rows.Find(row) >= 0;

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _rows.Rows[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(int row) => _rows.Add(row);

    internal void Clear() => _rows.Clear();
}
