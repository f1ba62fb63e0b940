using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Similar;
using Recsys.VectorIndex;

namespace Recsys.Snapshots;

/// <summary>What a snapshot is made of, opened from a version folder and connected to a catalogue. Dispose frees it all.</summary>
internal sealed class SnapshotParts : IDisposable
{
    private const int ParityRows = 8;

    private SnapshotParts(ModelRows rows, ItemNeighbors neighbors, PopularityTable popularity, IvfIndex index, ItemVectors vectors)
    {
        Rows = rows;
        Neighbors = neighbors;
        Popularity = popularity;
        Index = index;
        Vectors = vectors;
    }

    public ModelRows Rows { get; }

    public ItemNeighbors Neighbors { get; }

    public PopularityTable Popularity { get; }

    public IvfIndex Index { get; }

    public ItemVectors Vectors { get; }

    public required ContentSource Content { get; init; }

    /// <summary>Opens the files; what was opened before a failure is closed.</summary>
    public static SnapshotParts Open(ModelVersion version, ProductColumns products)
    {
        var rows = ModelRows.Map(ItemList.Read(version.FilePath(ModelArtifacts.Items)), products);
        var neighbors = ReadNeighbors(version);
        var popularity = PopularityFile.Load(version.FilePath(ModelArtifacts.Popularity));
        var content = new ContentSource(products);
        var index = IvfIndex.Load(version.FilePath(ModelArtifacts.ItemIndex));
        try
        {
            var vectors = ItemVectors.Open(version.FilePath(ModelArtifacts.ItemEmbeddings), rows.Count, index.Dimension);
            return new SnapshotParts(rows, neighbors, popularity, index, vectors) { Content = content };
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Checks that all files speak of the same products in the same order.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public void Verify()
    {
        Require(ModelArtifacts.ItemNeighbors, Neighbors.Count);
        Require(ModelArtifacts.Popularity, Popularity.Count);
        Require(ModelArtifacts.ItemIndex, Index.Count);
        // The index and the vectors were written one after the other: an exact search for a few vectors must find, with the
        // same product, what the vectors say. That catches an index of another training.
        var query = new float[Vectors.Dimension];
        var found = new float[Vectors.Dimension];
        Span<long> id = stackalloc long[1];
        Span<float> score = stackalloc float[1];
        for (int i = 0; i < Math.Min(ParityRows, Rows.Count); i++)
        {
            int row = (int)((long)i * Rows.Count / ParityRows);
            Vectors.Read(row, query);
            if (Index.Search(query, Index.Lists, id, score) != 1 || (ulong)id[0] >= (ulong)Rows.Count) throw Differ();
            Vectors.Read((int)id[0], found);
            float product = System.Numerics.Tensors.TensorPrimitives.Dot<float>(query, found);
            float own = System.Numerics.Tensors.TensorPrimitives.Dot<float>(query, query);
            float allowed = 1e-3f * Math.Max(1, Math.Abs(product));
            if (Math.Abs(product - score[0]) > allowed || own > score[0] + allowed) throw Differ();
        }
    }

    public void Dispose()
    {
        Vectors.Dispose();
        Index.Dispose();
    }

    private static ItemNeighbors ReadNeighbors(ModelVersion version)
    {
        using var file = File.OpenRead(version.FilePath(ModelArtifacts.ItemNeighbors));
        return ItemNeighborsFile.Load(file);
    }

    private void Require(string file, long count)
    {
        if (count != Rows.Count)
            throw new InvalidDataException($"{file} is of {count} products, {ModelArtifacts.Items} names {Rows.Count}.");
    }

    private static InvalidDataException Differ() =>
        new($"{ModelArtifacts.ItemIndex} and {ModelArtifacts.ItemEmbeddings} are not of the same training.");
}
