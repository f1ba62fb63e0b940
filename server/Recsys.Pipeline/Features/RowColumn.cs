using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

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
    private readonly T[]?[] _built;
    private readonly int _bits, _mask;
    private readonly T[]?[]?[] _tables;
    // Blocks that lie in a file as they are: no array, but the position of their first value.
    private readonly MappedColumn<T>? _file;
    private readonly long[] _inFile;

    /// <summary>Makes a column of values, which are kept, not copied.</summary>
    /// <param name="values">Rows × <paramref name="width"/> values.</param>
    /// <param name="width">Values of a row, above 0.</param>
    public RowColumn(T[] values, int width)
        : this([values], WholeBits, width, values.Length / width, null, [])
    {
    }

    private RowColumn(T[]?[] built, int bits, int width, int rows, MappedColumn<T>? file, long[] inFile)
    {
        (_built, _bits, _tables, _file, _inFile, Width, Rows) = (built, bits, [], file, inFile, width, rows);
        _mask = bits == WholeBits ? int.MaxValue : (1 << bits) - 1;
    }

    private RowColumn(RowColumn<T> before, T[]?[]?[] tables, int rows)
        : this(before._built, before._bits, before.Width, rows, before._file, before._inFile) => _tables = tables;

    /// <summary>Rows of a block of a column that is allocated.</summary>
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
    public static RowColumn<T> Allocate(int rows, int width) => Allocate(rows, width, null, []);

    /// <summary>Makes a column of which some blocks lie in a file; the others are to be filled through
    /// <see cref="Built"/>.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="width">Values of a row, above 0 and at most 32,767.</param>
    /// <param name="file">The file.</param>
    /// <param name="inFile">For each block of <see cref="BlockRows"/> rows where its first value lies in the file, or
    /// −1.</param>
    public static RowColumn<T> Allocate(int rows, int width, MappedColumn<T>? file, long[] inFile)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, short.MaxValue);
        var blocks = new T[]?[BlocksOf(rows)];
        for (int i = 0; i < blocks.Length; i++)
            if (file is null || inFile[i] < 0)
                blocks[i] = GC.AllocateUninitializedArray<T>(Math.Min(BlockRows, rows - (i << BlockBits)) * width);
        return new RowColumn<T>(blocks, BlockBits, width, rows, file, inFile);
    }

    /// <summary>Blocks of a column of some rows that is allocated.</summary>
    public static int BlocksOf(int rows) => (int)((rows + (long)BlockRows - 1) >> BlockBits);

    /// <summary>Values of one block as they were built; the first row of block i is i × <see cref="BlockRows"/> in a
    /// column that was allocated.</summary>
    public Span<T> BlockOf(int block) => _built[block] ?? throw InFile();

    /// <summary>Values of one row as they were built.</summary>
    /// <exception cref="InvalidOperationException">The row lies in a file.</exception>
    public Span<T> Built(int row) =>
        (_built[row >> _bits] ?? throw InFile()).AsSpan((row & _mask) * Width, Width);

    /// <summary>Values of one row.</summary>
    public ReadOnlySpan<T> this[int row]
    {
        get
        {
            int table = row >> BlockBits;
            return (uint)table < (uint)_tables.Length && _tables[table] is { } pages
                && pages[(row >> PageBits) & (TablePages - 1)] is { } replaced
                ? replaced.AsSpan((row & (PageRows - 1)) * Width, Width)
                : AtFirst(row);
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
            int block = (uint)row < (uint)Rows ? Math.Min(row >> _bits, _built.Length - 1) : -1;
            if (block < 0) continue;
            int at = (row & _mask) * Width;
            if (_built[block] is not { } values) sum += FirstByte(_file!.Slice(_inFile[block] + at, Width));
            else if ((uint)at < (uint)values.Length) sum += Unsafe.As<T, byte>(ref values[at]);
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
        var tables = new T[]?[]?[BlocksOf(count)];
        _tables.CopyTo(tables, 0);
        for (int page = Rows >> PageBits; count > Rows && page << PageBits < count; page++) Own(tables, page);
        for (int i = 0; i < rows.Length; i++)
        {
            var page = Own(tables, rows[i] >> PageBits);
            values.Slice(i * Width, Width).CopyTo(page.AsSpan((rows[i] & (PageRows - 1)) * Width));
        }
        return new RowColumn<T>(this, tables, count);
    }

    private ReadOnlySpan<T> AtFirst(int row)
    {
        int block = row >> _bits, at = (row & _mask) * Width;
        return _built[block] is { } values
            ? values.AsSpan(at, Width)
            : _file!.Slice(_inFile[block] + at, Width);
    }

    private static int FirstByte(ReadOnlySpan<T> values) =>
        Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values));

    private static InvalidOperationException InFile() => new("These rows lie in a file and cannot be written.");

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
