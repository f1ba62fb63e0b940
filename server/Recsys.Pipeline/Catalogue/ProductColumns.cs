using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// What the request path reads of all products, as columns by dense row: 500 candidates are one pass over memory. A row
/// belongs to one product id for the life of the catalogue and is never reused. One writer at a time; readers never
/// wait and never see a torn row, since a row's state is one reference.
/// </summary>
public sealed class ProductColumns
{
    private readonly ConcurrentDictionary<string, int> _rowById = new(StringComparer.Ordinal);
    private readonly Lock _writer = new();
    private ProductRow?[] _rows = new ProductRow?[1024];
    private int _count;
    private ProductChanges[] _followers = [];

    /// <summary>Rows given out so far, those of deleted products included; all rows are below it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The row of a product that exists.</summary>
    /// <returns>False when the product was never there or is deleted.</returns>
    public bool TryGetRow(string productId, out int row) =>
        _rowById.TryGetValue(productId, out row) && this[row] is { Deleted: false };

    /// <summary>State of one row, or null when the row was never given out.</summary>
    public ProductRow? this[int row]
    {
        get
        {
            var rows = Volatile.Read(ref _rows);
            return (uint)row < (uint)rows.Length ? Volatile.Read(ref rows[row]) : null;
        }
    }

    /// <summary>State of one product by id.</summary>
    public bool TryGet(string productId, [NotNullWhen(true)] out ProductRow? row)
    {
        row = TryGetRow(productId, out int at) ? this[at] : null;
        return row is not null;
    }

    /// <summary>Notes every change from now on, until what it returns is disposed.</summary>
    public ProductChanges Follow()
    {
        var changes = new ProductChanges(ended =>
        {
            lock (_writer) _followers = [.. _followers.Where(follower => follower != ended)];
        });
        lock (_writer) _followers = [.. _followers, changes];
        return changes;
    }

    /// <summary>Puts a product in, at a row of its own that it keeps.</summary>
    /// <returns>The row.</returns>
    public int Upsert(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        lock (_writer)
        {
            int row = _rowById.TryGetValue(product.Id, out int known) ? known : _count;
            Place(row, ProductRow.From(row, product));
            return row;
        }
    }

    /// <summary>Puts a product at a given row, as recovery does; rows may arrive in any order.</summary>
    public void Restore(int row, Product product)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        lock (_writer) Place(row, ProductRow.From(row, product));
    }

    /// <summary>
    /// Marks a product as deleted; its row stays its own, so that histories go on meaning what they meant.
    /// </summary>
    /// <returns>False when there was no such product.</returns>
    public bool Remove(string productId)
    {
        lock (_writer)
        {
            if (!_rowById.TryGetValue(productId, out int row) || this[row] is not { Deleted: false } state)
                return false;
            Volatile.Write(ref _rows[row], state.AsDeleted());
            Tell(row);
            return true;
        }
    }

    private void Place(int row, ProductRow state)
    {
        if (row >= _rows.Length)
        {
            var larger = new ProductRow?[Math.Max(row + 1, _rows.Length * 2)];
            Array.Copy(_rows, larger, _rows.Length);
            Volatile.Write(ref _rows, larger);
        }
        Volatile.Write(ref _rows[row], state);
        _rowById[state.Id] = row;
        if (row >= _count) Volatile.Write(ref _count, row + 1);
        Tell(row);
    }

    private void Tell(int row)
    {
        foreach (var follower in _followers) follower.Add(row);
    }
}
