namespace Recsys.Pipeline.Features;

/// <summary>
/// One column of values by row: whole as it was built, with pages of replaced rows laid over it. A change copies the
/// pages it touches and shares all else, so whoever holds a column sees it as it was for as long as it likes.
/// </summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class RowColumn<T>
    where T : unmanaged
{
    private const int PageRows = 64;
    private readonly T[] _built;
    private readonly T[]?[] _pages;

    /// <summary>Makes a column of values, which are kept, not copied.</summary>
    /// <param name="values">Rows × <paramref name="width"/> values.</param>
    /// <param name="width">Values of a row, above 0.</param>
    public RowColumn(T[] values, int width)
        : this(values, [], width, values.Length / width)
    {
    }

    private RowColumn(T[] built, T[]?[] pages, int width, int rows) =>
        (_built, _pages, Width, Rows) = (built, pages, width, rows);

    /// <summary>Values of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>The values as the column was built.</summary>
    public T[] Built => _built;

    /// <summary>Values of one row.</summary>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            int page = row / PageRows;
            return (uint)page < (uint)_pages.Length && _pages[page] is { } replaced
                ? replaced.AsSpan(row % PageRows * Width, Width)
                : _built.AsSpan(row * Width, Width);
        }
    }

    /// <summary>The same column with some rows replaced; rows beyond its end are added, those between zeroed.</summary>
    /// <param name="rows">Which, not below 0.</param>
    /// <param name="values">Their values, one row after another.</param>
    public RowColumn<T> With(ReadOnlySpan<int> rows, ReadOnlySpan<T> values)
    {
        int count = Rows;
        foreach (int row in rows) count = Math.Max(count, row + 1);
        var pages = new T[]?[(count + PageRows - 1) / PageRows];
        _pages.CopyTo(pages, 0);
        for (int page = Rows / PageRows; count > Rows && page < pages.Length; page++) Own(pages, page);
        for (int i = 0; i < rows.Length; i++)
            values.Slice(i * Width, Width).CopyTo(Own(pages, rows[i] / PageRows).AsSpan(rows[i] % PageRows * Width));
        return new RowColumn<T>(_built, pages, Width, count);
    }

    // The page to write to: a copy of what readers of this column see.
    private T[] Own(T[]?[] pages, int page)
    {
        var before = page < _pages.Length ? _pages[page] : null;
        if (pages[page] is { } own && own != before) return own;
        var copy = new T[PageRows * Width];
        if (before is not null) before.CopyTo(copy, 0);
        else
        {
            int from = Math.Min(page * PageRows * Width, _built.Length);
            _built.AsSpan(from, Math.Min(copy.Length, _built.Length - from)).CopyTo(copy);
        }
        pages[page] = copy;
        return copy;
    }
}
