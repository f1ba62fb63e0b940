using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

namespace Recsys.Models.Fused;

/// <summary>
/// A table of 16 bits a value as it is served, in a file that is mapped: a server that starts need not make it of
/// float32 values again, nor fill memory with it. Little-endian: the letters <c>RECSYS16</c>, the format 1, rows and
/// values of a row as int32 each; from byte 4,096 the values, row by row; behind them, from the next multiple of 64, a
/// float32 scale for each row.
/// </summary>
/// <remarks>Its checksum is the version's, compared when that is opened.</remarks>
public static class Int16TableFile
{
    private const int Format = 1, HeaderBytes = 20, ValuesAt = 4096, Alignment = 64;
    private const int RowsAtOnce = 4096;

    private static ReadOnlySpan<byte> Letters => "RECSYS16"u8;

    /// <summary>Writes a table, some thousand rows at a time, so that it is never in memory whole.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="rows">Rows, 1 or more.</param>
    /// <param name="dimension">Values of a row, 1–65,536.</param>
    /// <param name="source">Gives the rows, in order.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static void Write(string path, int rows, int dimension, RowSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var header = new byte[ValuesAt];
        Letters.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), rows);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), dimension);
        RandomAccess.Write(file, header, 0);
        var scales = new float[Math.Min(rows, RowsAtOnce)];
        var stored = new short[scales.Length * dimension];
        for (int from = 0; from < rows; from += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, rows - from), first = from;
            using var part = Int16Table.Of(count, dimension, (row, values) => source(first + row, values));
            for (int row = 0; row < count; row++)
                part.Row(row, out scales[row]).CopyTo(stored.AsSpan(row * dimension));
            RandomAccess.Write(
                file, MemoryMarshal.AsBytes<short>(stored.AsSpan(0, count * dimension)),
                ValuesAt + ((long)from * dimension * sizeof(short)));
            RandomAccess.Write(
                file, MemoryMarshal.AsBytes<float>(scales.AsSpan(0, count)),
                ScalesAt(rows, dimension) + ((long)from * sizeof(float)));
        }
    }

    /// <summary>Opens a table, which stays in its file. That may be removed, but must not be written to or cut short.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Rows it must have.</param>
    /// <param name="dimension">Values of a row it must have.</param>
    /// <exception cref="InvalidDataException">It is no such table, or another one.</exception>
    public static Int16Table Map(string path, int rows, int dimension)
    {
        string name = Path.GetFileName(path);
        var file = new MappedColumn<byte>(path);
        if (file.Length < HeaderBytes || !file.Slice(0, Letters.Length).SequenceEqual(Letters))
            throw new InvalidDataException($"{name} is no table of 16 bits a value.");
        var numbers = MemoryMarshal.Cast<byte, int>(file.Slice(Letters.Length, 3 * sizeof(int)));
        if (numbers[0] != Format)
            throw new InvalidDataException($"{name} is of format {numbers[0]}, this build reads format {Format}.");
        if (numbers[1] != rows || numbers[2] != dimension)
        {
            throw new InvalidDataException(
                $"{name} is of {numbers[1]} rows of {numbers[2]}, its module's table of {rows} of {dimension}.");
        }
        long scalesAt = ScalesAt(rows, dimension);
        if (file.Length != scalesAt + ((long)rows * sizeof(float)))
            throw new InvalidDataException($"{name} is damaged: it is cut short.");
        return new Int16Table(file, ValuesAt, scalesAt, rows, dimension);
    }

    private static long ScalesAt(int rows, int dimension) =>
        (ValuesAt + ((long)rows * dimension * sizeof(short)) + Alignment - 1) & -Alignment;
}
