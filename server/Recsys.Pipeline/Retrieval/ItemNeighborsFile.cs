using System.Runtime.InteropServices;
using System.Text;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// Reads and writes <c>item_neighbors.bin</c>: little-endian; magic "RSIN", version, products and edges as 8 bytes
/// each, then offsets (int32), rows (int32) and weights (float32).
/// </summary>
public static class ItemNeighborsFile
{
    private const uint Magic = 0x4E495352; // "RSIN"
    private const uint FileVersion = 1;
    private const int HeaderBytes = 24;
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
        writer.Flush();
        Write(stream, neighbors.Offsets);
        Write(stream, neighbors.AllRows);
        Write(stream, neighbors.AllWeights);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file holds no such table, or is of another length.</exception>
    public static ItemNeighbors Load(string path)
    {
        using var file = new ColumnFile(path);
        if (file.Read<uint>(0) != Magic) throw new InvalidDataException("Not a file of item neighbours.");
        uint version = file.Read<uint>(sizeof(uint));
        if (version != FileVersion)
            throw new InvalidDataException($"Item neighbours of version {version} are not known.");
        long products = file.Read<long>(2 * sizeof(uint)), edges = file.Read<long>(HeaderBytes - sizeof(long));
        if (products is < 0 or > MaxProducts || edges is < 0 or > MaxEdges)
            throw new InvalidDataException($"Item neighbours name {products} products and {edges} edges.");
        long rowsAt = HeaderBytes + ((products + 1) * sizeof(int)), weightsAt = rowsAt + (edges * sizeof(int));
        if (file.Length != weightsAt + (edges * sizeof(float)))
            throw new InvalidDataException("Item neighbours are of another length than they say.");
        return new ItemNeighbors(
            file.ReadColumn<int>(HeaderBytes, (int)products + 1), file.ReadColumn<int>(rowsAt, (int)edges),
            file.ReadColumn<float>(weightsAt, (int)edges));
    }

    // A span of bytes ends at 2 GiB, a column need not.
    private static void Write<T>(Stream stream, ReadOnlySpan<T> values) where T : unmanaged
    {
        const int Step = 1 << 24;
        for (int from = 0; from < values.Length; from += Step)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(from, Math.Min(Step, values.Length - from))));
    }
}
