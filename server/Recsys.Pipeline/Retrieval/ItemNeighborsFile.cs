using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// Reads and writes <c>item_neighbors.bin</c>: little-endian; magic "RSIN", version, products and edges as 8 bytes
/// each, then offsets (int32), rows (int32) and weights (float32).
/// </summary>
public static class ItemNeighborsFile
{
    private const uint Magic = 0x4E495352; // "RSIN"
    private const uint FileVersion = 1;
    private const int MaxProducts = 50_000_000;
    private const int MaxEdges = 500_000_000;

    /// <summary>Writes a table.</summary>
    public static void Save(ItemNeighbors neighbors, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(neighbors);
        ArgumentNullException.ThrowIfNull(stream);
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(FileVersion);
        writer.Write((long)neighbors.Count);
        writer.Write((long)neighbors.Edges);
        writer.Write(MemoryMarshal.AsBytes(neighbors.Offsets));
        writer.Write(MemoryMarshal.AsBytes(neighbors.AllRows));
        writer.Write(MemoryMarshal.AsBytes(neighbors.AllWeights));
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The stream holds no such table, or is cut short.</exception>
    public static ItemNeighbors Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException("Not a file of item neighbours.");
            uint version = reader.ReadUInt32();
            if (version != FileVersion)
                throw new InvalidDataException($"Item neighbours of version {version} are not known.");
            long products = reader.ReadInt64(), edges = reader.ReadInt64();
            if (products is < 0 or > MaxProducts || edges is < 0 or > MaxEdges)
                throw new InvalidDataException($"Item neighbours name {products} products and {edges} edges.");
            return new ItemNeighbors(
                Read<int>(stream, products + 1), Read<int>(stream, edges), Read<float>(stream, edges));
        }
        catch (EndOfStreamException broken)
        {
            throw new InvalidDataException("Item neighbours end too early.", broken);
        }
    }

    private static T[] Read<T>(Stream stream, long length) where T : unmanaged
    {
        // A damaged length must not take memory that the file cannot fill.
        if (stream.CanSeek && length * Marshal.SizeOf<T>() > stream.Length - stream.Position)
            throw new EndOfStreamException();
        var values = new T[length];
        stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
