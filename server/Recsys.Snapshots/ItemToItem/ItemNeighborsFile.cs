using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Artifacts;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// <c>item_neighbors.bin</c>: the item-to-item table by model row. Little-endian: kind "RSIN", format, products n, neighbours m,
/// n + 1 offsets, m rows (int32), m weights (float32).
/// </summary>
public static class ItemNeighborsFile
{
    /// <summary>Its name in a version folder.</summary>
    public const string Name = "item_neighbors.bin";

    private const uint Kind = 0x4E495352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;

    /// <summary>Writes a table.</summary>
    public static void Save(string path, ItemNeighbors neighbors)
    {
        ArgumentNullException.ThrowIfNull(neighbors);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(neighbors.Count);
        writer.Write(neighbors.Edges);
        writer.WriteColumn(neighbors.Offsets);
        writer.WriteColumn(neighbors.AllRows);
        writer.WriteColumn(neighbors.AllWeights);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static ItemNeighbors Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        int products = reader.ReadCount("products", 0, MaxProducts);
        int edges = reader.ReadCount("neighbours", 0, Array.MaxLength);
        int[] offsets = reader.ReadColumn<int>(products + 1);
        int[] rows = reader.ReadRows("neighbours", edges, products);
        float[] weights = reader.ReadFiniteColumn("weights", edges);
        reader.End();
        return new ItemNeighbors(offsets, rows, weights);
    }
}
