using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Features;

/// <summary>
/// <c>item_statistics.bin</c>: little-endian, a header of 24 bytes, then the counters column by column, 80 bytes a
/// product. Serving keeps it open and reads what it needs: all of it once, a product's counters when that product
/// changes.
/// </summary>
public sealed class ItemStatisticsFile : IItemCounters, IDisposable
{
    private const uint Magic = 0x53495352; // "RSIS"
    private const uint FileVersion = 1;
    private const int HeaderBytes = 24;
    private const int MaxRows = 50_000_000;
    private const int StepRows = 4096;
    // The three decayed counts of a product stand together, so the first column is three numbers wide.
    private const int Columns = ItemCounters.Numbers - ItemStatistics.HalfLives + 1;
    private readonly ColumnFile _file;

    private ItemStatisticsFile(ColumnFile file, int rows) => (_file, Rows) = (file, rows);

    /// <inheritdoc/>
    public int Rows { get; }

    /// <summary>Writes counters.</summary>
    public static void Save(ItemStatistics statistics, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FileVersion);
        writer.Write((long)statistics.Rows);
        writer.Write(statistics.LastTimeMs);
        var counters = new ItemCounters[StepRows];
        Span<long> numbers = stackalloc long[ItemStatistics.HalfLives];
        for (int column = 0; column < Columns; column++)
        {
            for (int from = 0; from < statistics.Rows; from += StepRows)
            {
                var step = counters.AsSpan(0, Math.Min(StepRows, statistics.Rows - from));
                statistics.Read(from, step);
                foreach (ref readonly var one in step)
                {
                    int count = Take(one, column, numbers);
                    writer.Write(MemoryMarshal.AsBytes(numbers[..count]));
                }
            }
        }
    }

    /// <summary>Opens counters written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The file holds no such counters, or is of another length.</exception>
    public static ItemStatisticsFile Open(string path)
    {
        var file = new ColumnFile(path);
        try
        {
            Span<long> header = stackalloc long[HeaderBytes / sizeof(long)];
            file.Read(0, header);
            if ((uint)header[0] != Magic) throw new InvalidDataException("Not a file of item statistics.");
            if (header[0] >>> 32 != FileVersion)
                throw new InvalidDataException($"Item statistics of version {header[0] >>> 32} are not known.");
            long rows = header[1];
            if (rows is < 0 or > MaxRows) throw new InvalidDataException($"Item statistics name {rows} products.");
            if (file.Length != HeaderBytes + (rows * ItemCounters.Numbers * sizeof(long)))
                throw new InvalidDataException("Item statistics are of another length than their products.");
            return new ItemStatisticsFile(file, (int)rows);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(int first, Span<ItemCounters> counters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)first + counters.Length, Rows, nameof(counters));
        long[] numbers = ArrayPool<long>.Shared.Rent(Math.Min(counters.Length, StepRows) * ItemCounters.Numbers);
        try
        {
            for (int from = 0; from < counters.Length; from += StepRows)
                ReadStep(first + from, counters.Slice(from, Math.Min(StepRows, counters.Length - from)), numbers);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(numbers);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static int Take(in ItemCounters one, int column, Span<long> numbers)
    {
        if (column == 0)
        {
            numbers[0] = BitConverter.DoubleToInt64Bits(one.DecayedShort);
            numbers[1] = BitConverter.DoubleToInt64Bits(one.DecayedMiddle);
            numbers[2] = BitConverter.DoubleToInt64Bits(one.DecayedLong);
            return ItemStatistics.HalfLives;
        }
        numbers[0] = column switch
        {
            1 => BitConverter.DoubleToInt64Bits(one.Total),
            2 => BitConverter.DoubleToInt64Bits(one.Known),
            3 => BitConverter.DoubleToInt64Bits(one.LogPriceSum),
            4 => BitConverter.DoubleToInt64Bits(one.Priced),
            5 => BitConverter.DoubleToInt64Bits(one.LogQuantitySum),
            6 => one.FirstMs,
            _ => one.LastMs,
        };
        return 1;
    }

    private void ReadStep(int first, Span<ItemCounters> counters, long[] memory)
    {
        int count = counters.Length;
        var numbers = memory.AsSpan(0, count * ItemCounters.Numbers);
        for (int column = 0, at = 0; column < Columns; column++)
        {
            int width = column == 0 ? ItemStatistics.HalfLives : 1;
            ReadColumn(at, first, width, numbers.Slice(at * count, width * count));
            at += width;
        }
        var decayed = numbers[..(count * ItemStatistics.HalfLives)];
        var rest = numbers[decayed.Length..];
        for (int i = 0; i < count; i++)
        {
            counters[i] = new ItemCounters
            {
                DecayedShort = BitConverter.Int64BitsToDouble(decayed[i * 3]),
                DecayedMiddle = BitConverter.Int64BitsToDouble(decayed[(i * 3) + 1]),
                DecayedLong = BitConverter.Int64BitsToDouble(decayed[(i * 3) + 2]),
                Total = BitConverter.Int64BitsToDouble(rest[i]),
                Known = BitConverter.Int64BitsToDouble(rest[count + i]),
                LogPriceSum = BitConverter.Int64BitsToDouble(rest[(2 * count) + i]),
                Priced = BitConverter.Int64BitsToDouble(rest[(3 * count) + i]),
                LogQuantitySum = BitConverter.Int64BitsToDouble(rest[(4 * count) + i]),
                FirstMs = rest[(5 * count) + i],
                LastMs = rest[(6 * count) + i],
            };
        }
    }

    // A column begins where those before it end, whose widths add up to `before`.
    private void ReadColumn(int before, int first, int width, Span<long> values)
    {
        long from = HeaderBytes + ((((long)before * Rows) + ((long)first * width)) * sizeof(long));
        _file.Read(from, values);
    }
}
