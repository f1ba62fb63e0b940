using Recsys.Snapshots.Similar;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests.Similar;

public sealed class ItemEmbeddingSourceTests : IDisposable
{
    private readonly VersionFiles _files = new();
    private readonly Shop _shop = new("cup", "pot", "tea", "jam", "new");
    private readonly IvfIndex _index;
    private readonly ItemVectors _vectors;

    public ItemEmbeddingSourceTests()
    {
        var version = _files.Publish();
        _index = IvfIndex.Load(version.FilePath(ModelArtifacts.ItemIndex));
        _vectors = ItemVectors.Open(version.FilePath(ModelArtifacts.ItemEmbeddings), 4, 2);
    }

    public void Dispose()
    {
        _index.Dispose();
        _vectors.Dispose();
        _files.Dispose();
    }

    [Fact]
    public void Retrieve_RanksByDirectionNotLength()
    {
        var found = _shop.Scored(Source(), _shop.Context(anchor: "jam"));

        // The cup's vector is the longest, so the inner product alone would put it first.
        Assert.Equal(["tea", "cup", "pot"], found.Select(one => one.Id));
        Assert.Equal(0.9938f, found[0].Score, 3);
        Assert.Equal(0, found[2].Score, 3);
    }

    [Fact]
    public void Retrieve_ExcludedOrUnknownAnchor_IsRespected()
    {
        Assert.Equal(["cup"], _shop.Ask(Source(), _shop.Context(anchor: "jam", excluded: "tea"), wanted: 1));
        Assert.Empty(_shop.Ask(Source(), _shop.Context(anchor: "new")));
        Assert.Empty(_shop.Ask(Source(), _shop.Context()));
    }

    [Fact]
    public void Open_WrongSizeOrOddValue_IsRefused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, new byte[12]);
            Assert.Throws<InvalidDataException>(() => ItemVectors.Open(path, 2, 2));
            File.WriteAllBytes(path, [.. BitConverter.GetBytes(float.NaN), .. BitConverter.GetBytes(1f)]);
            Assert.Contains("item 0", Assert.Throws<InvalidDataException>(() => ItemVectors.Open(path, 1, 2)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private ItemEmbeddingSource Source() => new(_index, _vectors, _shop.Model(VersionFiles.Ids), probes: 1);
}
