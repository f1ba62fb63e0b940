using System.Runtime.InteropServices;
using Recsys.Models.Repository;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Popularity;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests;

/// <summary>Writes the files of a small version that was never trained: four products, vectors of two dimensions.</summary>
internal sealed class VersionFiles : IDisposable
{
    public static readonly string[] Ids = ["jam", "tea", "pot", "cup"];

    private static readonly float[] Vectors = [1, 0, 0.9f, 0.1f, 0, 1, 3, 0.5f];

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-version-{Guid.NewGuid():N}");

    /// <summary>Publishes the files, after a change to them.</summary>
    public ModelVersion Publish(Action<StagedVersion>? change = null)
    {
        using var staged = new ModelRepository(_root).Stage();
        File.WriteAllLines(staged.FilePath(ModelArtifacts.Items), Ids);
        using (var file = File.Create(staged.FilePath(ModelArtifacts.ItemNeighbors)))
            ItemNeighborsFile.Save(new ItemNeighbors([0, 0, 2, 3, 5], [3, 0, 1, 1, 0], [0.3f, -0.2f, 0.25f, 0.5f, 0.1f]), file);
        PopularityFile.Save(staged.FilePath(ModelArtifacts.Popularity), new PopularityTable(
            [4, 3, 2, 1], [8, 6, 4, 2], [0, 1, 2, 3], [], new Dictionary<string, int[]>()));
        WriteVectors(staged, Vectors);
        WriteIndex(staged, Vectors);
        change?.Invoke(staged);
        return staged.Publish(new ModelManifest());
    }

    public static void WriteVectors(StagedVersion staged, float[] vectors) => File.WriteAllBytes(
        staged.FilePath(ModelArtifacts.ItemEmbeddings), MemoryMarshal.AsBytes(vectors.AsSpan()).ToArray());

    public static void WriteIndex(StagedVersion staged, float[] vectors)
    {
        long[] ids = [.. Enumerable.Range(0, vectors.Length / 2).Select(row => (long)row)];
        using var index = IvfIndex.Build(vectors, 2, ids, new IvfOptions { Lists = 1, Seed = 1 });
        index.Save(staged.FilePath(ModelArtifacts.ItemIndex));
    }

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }
}
