using System.Runtime.InteropServices;

namespace Recsys.Pipeline.Features;

/// <content>How the counters are written beside a model: little-endian, a header of 24 bytes, then the columns one by
/// one.</content>
public sealed partial class ItemStatistics
{
    private const uint Magic = 0x53495352; // "RSIS"
    private const uint FileVersion = 1;
    private const int MaxRows = 50_000_000;

    /// <summary>Writes the counters.</summary>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FileVersion);
        writer.Write((long)Rows);
        writer.Write(LastTimeMs);
        foreach (var column in Columns()) writer.Write(MemoryMarshal.AsBytes(column.AsSpan()[..Length(column)]));
        writer.Write(MemoryMarshal.AsBytes(_firstMs.AsSpan(0, Rows)));
        writer.Write(MemoryMarshal.AsBytes(_lastMs.AsSpan(0, Rows)));
    }

    /// <summary>Reads counters written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">The stream holds no such counters, or is cut short.</exception>
    public static ItemStatistics Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException("Not a file of item statistics.");
            uint version = reader.ReadUInt32();
            if (version != FileVersion)
                throw new InvalidDataException($"Item statistics of version {version} are not known.");
            long rows = reader.ReadInt64();
            if (rows is < 0 or > MaxRows) throw new InvalidDataException($"Item statistics name {rows} products.");
            var loaded = new ItemStatistics((int)rows) { LastTimeMs = reader.ReadInt64() };
            foreach (var column in loaded.Columns())
                Fill(stream, MemoryMarshal.AsBytes(column.AsSpan()[..loaded.Length(column)]));
            Fill(stream, MemoryMarshal.AsBytes(loaded._firstMs.AsSpan(0, loaded.Rows)));
            Fill(stream, MemoryMarshal.AsBytes(loaded._lastMs.AsSpan(0, loaded.Rows)));
            return loaded;
        }
        catch (EndOfStreamException broken)
        {
            throw new InvalidDataException("Item statistics end too early.", broken);
        }
    }

    private double[][] Columns() => [_decayed, _total, _known, _logPrice, _priced, _logQuantity];

    private int Length(double[] column) => ReferenceEquals(column, _decayed) ? Rows * HalfLives : Rows;

    private static void Fill(Stream stream, Span<byte> bytes) => stream.ReadExactly(bytes);
}
