using Recsys.Models.Repository;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>The item-to-item tables of a version beside EASE's, as far as it has them, and how all are asked.</summary>
internal sealed class ItemToItemTables
{
    private static readonly (string Name, string File)[] Known =
    [
        (ItemToItemSource.GraphFilter, ModelArtifacts.GraphFilter),
        (ItemToItemSource.Transitions, ModelArtifacts.Transitions),
        (ItemToItemSource.ItemKnn, ModelArtifacts.ItemKnn),
    ];

    private ItemToItemTables(List<(string, ItemNeighbors)> byName, ItemToItemSettings settings) =>
        (ByName, Settings) = (byName, settings);

    /// <summary>Tables that have any neighbour, by their source's name.</summary>
    public IReadOnlyList<(string Name, ItemNeighbors Table)> ByName { get; }

    /// <summary>How sources are asked.</summary>
    public ItemToItemSettings Settings { get; }

    /// <summary>Reads the tables.</summary>
    /// <param name="version">The version.</param>
    /// <param name="products">Products of the model.</param>
    /// <exception cref="InvalidDataException">A file is damaged or of another training.</exception>
    public static ItemToItemTables Load(ModelVersion version, int products)
    {
        var tables = new List<(string, ItemNeighbors)>();
        foreach (var (name, file) in Known)
        {
            if (!version.HasFile(file)) continue;
            var table = ItemNeighborsFile.Load(version.FilePath(file));
            if (table.Count != products)
                throw new InvalidDataException($"{file} is of {table.Count} products, {products} are in the model.");
            if (table.Edges > 0) tables.Add((name, table));
        }
        var settings = version.HasFile(ModelArtifacts.ItemToItem)
            ? ItemToItemSettings.Load(version.FilePath(ModelArtifacts.ItemToItem))
            : ItemToItemSettings.None;
        return new ItemToItemTables(tables, settings);
    }
}
