using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

namespace Recsys.Models.Fused;

/// <summary>
/// A table of vectors with 16 bits a value: half the memory of float32, for embeddings of millions of rows. A row is
/// its largest magnitude / 32,767 as a float32 scale, and each value over that scale, rounded: no value is further off
/// than half a scale, 1.6e-5 of the row's largest.
/// </summary>
/// <remarks>
/// The values lie outside the garbage collector's heap, which would zero them or keep them too long, in pieces of at
/// most 64 MiB; those of a stored table (<see cref="Int16TableFile"/>) stay in their file. Appending is for one thread;
/// afterwards many may read at once.
/// </remarks>
public sealed unsafe class Int16Table : IDisposable
{
    private const int PieceBytes = 64 << 20;
    // What is read at once stays in a core's cache until it is packed.
    private const int StepBytes = 1 << 19;
    private const nuint Alignment = 64;
    private const float Limit = short.MaxValue;

    private readonly short*[] _pieces;
    private readonly float*[] _scales;
    private readonly int _shift;
    // Holds the pages of a table that lies in a file.
    private readonly MappedColumn<byte>? _file;
    private int _count;

    /// <summary>Makes an empty table.</summary>
    /// <param name="rows">Rows it is to have, 1 or more.</param>
    /// <param name="dimension">Values of a row, 1–65,536.</param>
    public Int16Table(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, 65_536);
        (Rows, Dimension) = (rows, dimension);
        // A power of two rows a piece, so that finding a row is a shift and a mask.
        _shift = BitOperations.Log2((uint)(PieceBytes / (dimension * sizeof(short))));
        int pieces = ((rows - 1) >> _shift) + 1;
        (_pieces, _scales) = (new short*[pieces], new float*[pieces]);
    }

    /// <summary>Takes a whole table over that lies in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="values">Where the values begin.</param>
    /// <param name="scales">Where the scales begin.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="dimension">Values of a row.</param>
    internal Int16Table(MappedColumn<byte> file, long values, long scales, int rows, int dimension)
        : this(rows, dimension)
    {
        _file = file;
        long step = 1L << _shift;
        for (int piece = 0; piece < _pieces.Length; piece++)
        {
            long from = piece * step;
            _pieces[piece] = (short*)file.At(values + (from * dimension * sizeof(short)));
            _scales[piece] = (float*)file.At(scales + (from * sizeof(float)));
        }
        _count = rows;
    }

    /// <summary>Frees the values of a table that nobody disposed.</summary>
    ~Int16Table() => Free();

    /// <summary>Rows it is to have.</summary>
    public int Rows { get; }

    /// <summary>Values of a row.</summary>
    public int Dimension { get; }

    /// <summary>Rows appended so far; only those can be read.</summary>
    public int Count => _count;

    /// <summary>Bytes it takes when full.</summary>
    public long Bytes => Rows * (((long)Dimension * sizeof(short)) + sizeof(float));

    /// <summary>Makes a whole table, several parts of it side by side.</summary>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="dimension">Values of a row, 1–65,536.</param>
    /// <param name="source">Gives the rows, from many threads at once; what it throws is thrown here.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static Int16Table Of(int rows, int dimension, RowSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var table = new Int16Table(rows, dimension);
        try
        {
            for (int piece = 0; piece < table._pieces.Length; piece++) table.Make(piece);
            BlockWork.Run(rows, Math.Max(1, StepBytes / (dimension * sizeof(float))), (from, to) =>
            {
                float[] room = ArrayPool<float>.Shared.Rent((to - from) * dimension);
                var values = room.AsSpan(0, (to - from) * dimension);
                source(from, values);
                for (int row = from; row < to; row++)
                    table.Put(row, values.Slice((row - from) * dimension, dimension));
                ArrayPool<float>.Shared.Return(room);
            });
            table._count = rows;
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Takes further rows, in order.</summary>
    /// <param name="values">Whole rows of finite numbers.</param>
    /// <exception cref="ArgumentException">Not whole rows, too many, or a value that is not finite.</exception>
    public void Append(ReadOnlySpan<float> values)
    {
        if (values.Length % Dimension != 0) throw new ArgumentException("Not a whole number of rows.", nameof(values));
        if (values.Length / Dimension > Rows - _count)
            throw new ArgumentException($"The table has room for {Rows - _count} more rows.", nameof(values));
        for (int from = 0; from < values.Length; from += Dimension, _count++)
        {
            if (_pieces[_count >> _shift] == null) Make(_count >> _shift);
            Put(_count, values.Slice(from, Dimension));
        }
    }

    /// <summary>Writes a row's values out.</summary>
    /// <param name="row">The row, 0 to <see cref="Count"/> − 1.</param>
    /// <param name="values">Filled with <see cref="Dimension"/> numbers.</param>
    public void Read(int row, Span<float> values)
    {
        var stored = Row(row, out float scale);
        var wide = MemoryMarshal.Cast<float, Vector<float>>(values[..Dimension]);
        var narrow = MemoryMarshal.Cast<short, Vector<short>>(stored);
        for (int i = 0; i < narrow.Length; i++)
        {
            Vector.Widen(narrow[i], out var low, out var high);
            wide[2 * i] = Vector.ConvertToSingle(low) * scale;
            wide[(2 * i) + 1] = Vector.ConvertToSingle(high) * scale;
        }
        for (int i = narrow.Length * Vector<short>.Count; i < stored.Length; i++) values[i] = stored[i] * scale;
    }

    /// <summary>Adds a row times a weight: what a weighted mean of rows is made of.</summary>
    /// <param name="row">The row, 0 to <see cref="Count"/> − 1.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="sums"><see cref="Dimension"/> numbers, added to.</param>
    public void AddTo(int row, float weight, Span<float> sums)
    {
        var stored = Row(row, out float scale);
        weight *= scale;
        var wide = MemoryMarshal.Cast<float, Vector<float>>(sums[..Dimension]);
        var narrow = MemoryMarshal.Cast<short, Vector<short>>(stored);
        for (int i = 0; i < narrow.Length; i++)
        {
            Vector.Widen(narrow[i], out var low, out var high);
            wide[2 * i] += Vector.ConvertToSingle(low) * weight;
            wide[(2 * i) + 1] += Vector.ConvertToSingle(high) * weight;
        }
        for (int i = narrow.Length * Vector<short>.Count; i < stored.Length; i++) sums[i] += stored[i] * weight;
    }

    /// <summary>A row as it is stored.</summary>
    /// <param name="row">The row, 0 to <see cref="Count"/> − 1.</param>
    /// <param name="scale">What each value is to be multiplied by.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row, or the table was disposed.</exception>
    public ReadOnlySpan<short> Row(int row, out float scale)
    {
        if ((uint)row >= (uint)_count) Refuse(row);
        long within = row & ((1L << _shift) - 1);
        scale = _scales[row >> _shift][within];
        return new ReadOnlySpan<short>(_pieces[row >> _shift] + (within * Dimension), Dimension);
    }

    /// <summary>Asks the processor to bring a row near, some time before it is read; any number will do.</summary>
    public void Prefetch(int row)
    {
        if (!Sse.IsSupported || (uint)row >= (uint)_count) return;
        long within = row & ((1L << _shift) - 1);
        Sse.Prefetch0(_scales[row >> _shift] + within);
        byte* from = (byte*)(_pieces[row >> _shift] + (within * Dimension));
        for (int at = 0; at < Dimension * sizeof(short); at += (int)Alignment) Sse.Prefetch0(from + at);
    }

    /// <summary>Frees the values; nothing may be reading them any more.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Put(int row, ReadOnlySpan<float> values)
    {
        float largest = Largest(values);
        if (!float.IsFinite(largest))
            throw new ArgumentException($"Row {row} has a value that is not finite.", nameof(values));
        int piece = row >> _shift;
        long within = row & ((1L << _shift) - 1);
        float scale = largest / Limit;
        // A row so small that 1 / scale would overflow is as good as zero.
        Quantize(values, scale >= 1e-37f ? 1 / scale : 0, new Span<short>(
            _pieces[piece] + (within * Dimension), Dimension));
        _scales[piece][within] = scale;
    }

    // Infinite or NaN where any value is.
    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = Vector<float>.Zero;
        var wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (var part in wide) largest = Vector.Max(largest, Vector.Abs(part));
        float result = 0;
        for (int i = 0; i < Vector<float>.Count; i++) result = MathF.Max(result, largest[i]);
        for (int i = wide.Length * Vector<float>.Count; i < values.Length; i++)
            result = MathF.Max(result, MathF.Abs(values[i]));
        return result;
    }

    private static void Quantize(ReadOnlySpan<float> values, float inverse, Span<short> stored)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        var narrow = MemoryMarshal.Cast<short, Vector<short>>(stored);
        for (int i = 0; i < narrow.Length; i++)
            narrow[i] = Vector.Narrow(Whole(wide[2 * i], inverse), Whole(wide[(2 * i) + 1], inverse));
        for (int i = narrow.Length * Vector<short>.Count; i < values.Length; i++)
            stored[i] = (short)Math.Clamp(MathF.Round(values[i] * inverse), -Limit, Limit);
    }

    private static Vector<int> Whole(Vector<float> values, float inverse) => Vector.ConvertToInt32(Vector.Min(
        Vector.Max(Vector.Round(values * inverse), new Vector<float>(-Limit)), new Vector<float>(Limit)));

    private void Make(int piece)
    {
        long rows = Math.Min(1L << _shift, Rows - ((long)piece << _shift));
        _scales[piece] = (float*)NativeMemory.AlignedAlloc((nuint)rows * sizeof(float), Alignment);
        long bytes = rows * Dimension * sizeof(short);
        _pieces[piece] = (short*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        // Rows are read here and there.
        LargePages.Advise((nint)_pieces[piece], bytes);
    }

    private void Free()
    {
        _count = 0;
        // A file's pages go with the last who refers to it.
        if (_file is not null) return;
        for (int piece = 0; piece < _pieces.Length; piece++)
        {
            NativeMemory.AlignedFree(_pieces[piece]);
            NativeMemory.AlignedFree(_scales[piece]);
            _pieces[piece] = null;
            _scales[piece] = null;
        }
    }

    private void Refuse(int row) => throw new ArgumentOutOfRangeException(
        nameof(row), row, $"The table has {_count} rows.");
}
