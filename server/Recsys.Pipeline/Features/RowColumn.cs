using System.Runtime.CompilerServices;

namespace Recsys.Pipeline.Features;

/// <summary>
/// One column of values by row: whole as it was built, with pages of replaced rows laid over it. A change copies the
/// pages it touches and the short tables that lead to them, and shares all else, so whoever holds a column sees it as
/// it was for as long as it likes, and a change costs the same in a catalogue of thousands and of millions.
/// </summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class RowColumn<T>
    where T : unmanaged
{
    private const int PageBits = 6, PageRows = 1 << PageBits;
    private const int TableBits = 8, TablePages = 1 << TableBits;
    // A column that is given as one array is one block; one that is filled in place has blocks of as many rows as one
    // table of pages leads to, so that no array grows with rows × width.
    private const int BlockBits = PageBits + TableBits, WholeBits = 31;
    private readonly T[][] _built;
    private readonly int _bits, _mask;
    private readonly T[]?[]?[] _tables;

    /// <summary>Makes a column of values, which are kept, not copied.</summary>
    /// <param name="values">Rows × <paramref name="width"/> values.</param>
    /// <param name="width">Values of a row, above 0.</param>
    public RowColumn(T[] values, int width)
        : this([values], WholeBits, [], width, values.Length / width)
    {
    }

    private RowColumn(T[][] built, int bits, T[]?[]?[] tables, int width, int rows)
    {
        (_built, _bits, _tables, Width, Rows) = (built, bits, tables, width, rows);
        _mask = bits == WholeBits ? int.MaxValue : (1 << bits) - 1;
    }

    /// <summary>Rows of a block of a column made by <see cref="Allocate"/>.</summary>
    public static int BlockRows => 1 << BlockBits;

    /// <summary>Values of a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Rows { get; }

    /// <summary>Blocks the column was built of.</summary>
    public int Blocks => _built.Length;

    /// <summary>Makes a column to be filled through <see cref="Built"/> before anyone else sees it; the values are
    /// whatever the memory held.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Values of a row, above 0 and at most 32,767.</param>
    public static RowColumn<T> Allocate(int rows, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, short.MaxValue);
        var blocks = new T[(int)((rows + (long)BlockRows - 1) >> BlockBits)][];
        for (int i = 0; i < blocks.Length; i++)
            blocks[i] = GC.AllocateUninitializedArray<T>(Math.Min(BlockRows, rows - (i << BlockBits)) * width);
        return new RowColumn<T>(blocks, BlockBits, [], width, rows);
    }

    /// <summary>Values of one block as they were built; the first row of block i is i × <see cref="BlockRows"/> in a
    /// column that was allocated.</summary>
    public Span<T> BlockOf(int block) => _built[block];

    /// <summary>Values of one row as they were built.</summary>
    public Span<T> Built(int row) => _built[row >> _bits].AsSpan((row & _mask) * Width, Width);

    /// <summary>Values of one row.</summary>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            int table = row >> BlockBits;
            return (uint)table < (uint)_tables.Length && _tables[table] is { } pages
                && pages[(row >> PageBits) & (TablePages - 1)] is { } replaced
                ? replaced.AsSpan((row & (PageRows - 1)) * Width, Width)
                : Built(row);
        }
    }

    /// <summary>
    /// Reads a value of each row for nothing but to have it near: one after another, each row of a large column waits
    /// for memory; so, many wait at once.
    /// </summary>
    /// <param name="rows">Rows; those that the column has not are left out.</param>
    /// <returns>Something that depends on what was read.</returns>
    public int Touch(ReadOnlySpan<int> rows)
    {
        int sum = 0;
        foreach (int row in rows)
        {
            var block = (uint)row < (uint)Rows ? _built[Math.Min(row >> _bits, _built.Length - 1)] : [];
            long at = (long)(row & _mask) * Width;
            if ((ulong)at < (ulong)block.Length) sum += Unsafe.As<T, byte>(ref block[at]);
        }
        return sum;
    }

    /// <summary>The same column with some rows replaced; rows beyond its end are added, those between zeroed.</summary>
    /// <param name="rows">Which, not below 0.</param>
    /// <param name="values">Their values, one row after another.</param>
    public RowColumn<T> With(ReadOnlySpan<int> rows, ReadOnlySpan<T> values)
    {
        int count = Rows;
        foreach (int row in rows) count = Math.Max(count, row + 1);
        var tables = new T[]?[]?[(int)((count + (long)BlockRows - 1) >> BlockBits)];
        _tables.CopyTo(tables, 0);
        for (int page = Rows >> PageBits; count > Rows && page << PageBits < count; page++) Own(tables, page);
        for (int i = 0; i < rows.Length; i++)
        {
            var page = Own(tables, rows[i] >> PageBits);
            values.Slice(i * Width, Width).CopyTo(page.AsSpan((rows[i] & (PageRows - 1)) * Width));
        }
        return new RowColumn<T>(_built, _bits, tables, Width, count);
    }

    // The page to write to: a copy of what readers of this column see, in a table that is a copy too.
    private T[] Own(T[]?[]?[] tables, int page)
    {
        int table = page >> TableBits, at = page & (TablePages - 1);
        var before = table < _tables.Length ? _tables[table] : null;
        var pages = tables[table];
        if (pages is null || pages == before)
            tables[table] = pages = before is null ? new T[]?[TablePages] : [.. before];
        if (pages[at] is { } own && own != before?[at]) return own;
        var copy = new T[PageRows * Width];
        int first = page << PageBits;
        for (int row = first; row < first + PageRows && row < Rows; row++)
            this[row].CopyTo(copy.AsSpan((row - first) * Width));
        return pages[at] = copy;
    }
}
