using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Tests;

public sealed class SnapshotLoaderTests : IDisposable
{
    private readonly VersionFiles _files = new();
    private readonly Shop _shop = new("cup", "pot", "tea", "jam");

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Load_WholeVersion_ServesBothPipelines()
    {
        var version = _files.Publish();
        using var holder = new SnapshotHolder();
        holder.Replace(SnapshotLoader.Load(version, _shop.Products, new SnapshotOptions()));
        var pipeline = new RecommendationPipeline(holder, _shop.Products, new NoHistories(), TimeProvider.System);

        var home = await pipeline.ExecuteAsync(
            new RecommendationRequest
            {
                NowMs = Shop.NowMs,
                SessionEvents = [new HistoryEvent(_shop.Row("cup"), Shop.NowMs, 1, 1, Pipeline.Interactions.InteractionType.Purchase)],
            },
            CancellationToken.None);
        var similar = await pipeline.ExecuteAsync(
            new RecommendationRequest { NowMs = Shop.NowMs, Pipeline = "similar", AnchorRow = _shop.Row("cup") },
            CancellationToken.None);

        Assert.Equal(version.Name, home.ModelVersion);
        Assert.Empty(home.Degraded);
        Assert.Empty(similar.Degraded);
        Assert.Equal("tea", home.Products[0].Product.Id);
        Assert.Equal("tea", similar.Products[0].Product.Id);
        Assert.DoesNotContain("cup", home.Products.Concat(similar.Products).Select(one => one.Product.Id));
    }

    [Fact]
    public void Load_FileMissing_NamesIt()
    {
        var version = _files.Publish(staged => File.Delete(staged.FilePath(ModelArtifacts.Popularity)));

        AssertRefused(version, ModelArtifacts.Popularity);
    }

    [Fact]
    public void Load_ItemsOfAnotherTraining_IsRefused()
    {
        AssertRefused(_files.Publish(staged => File.AppendAllText(staged.FilePath(ModelArtifacts.Items), "one more\n")),
            ModelArtifacts.ItemEmbeddings);
        AssertRefused(_files.Publish(staged => File.AppendAllText(staged.FilePath(ModelArtifacts.Items), "\n")), "line 5");
        AssertRefused(_files.Publish(staged => File.WriteAllText(staged.FilePath(ModelArtifacts.Items), "")), "empty");
    }

    [Fact]
    public void Load_NeighborsOfAnotherTraining_AreRefused() =>
        AssertRefused(
            _files.Publish(staged =>
            {
                using var file = File.Create(staged.FilePath(ModelArtifacts.ItemNeighbors));
                ItemNeighborsFile.Save(new ItemNeighbors([0, 0], [], []), file);
            }),
            ModelArtifacts.ItemNeighbors);

    [Fact]
    public void Load_VectorsOfAnotherTraining_FailTheParityCheck()
    {
        // The same sizes, the products in another order.
        var version = _files.Publish(staged => VersionFiles.WriteVectors(staged, [0, 1, 3, 0.5f, 1, 0, 0.9f, 0.1f]));

        AssertRefused(version, "not of the same training");
    }

    [Fact]
    public void Load_TruncatedIndex_IsRefused() =>
        AssertRefused(
            _files.Publish(staged =>
            {
                using var file = new FileStream(staged.FilePath(ModelArtifacts.ItemIndex), FileMode.Open);
                file.SetLength(file.Length / 2);
            }),
            ModelArtifacts.ItemIndex);

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void Load_ProbesOutOfRange_AreRefused(int probes)
    {
        var version = _files.Publish();

        Assert.Throws<ArgumentOutOfRangeException>(
            () => SnapshotLoader.Load(version, _shop.Products, new SnapshotOptions { Probes = probes }));
    }

    private void AssertRefused(ModelVersion version, string expected)
    {
        var refusal = Assert.Throws<InvalidDataException>(
            () => SnapshotLoader.Load(version, _shop.Products, new SnapshotOptions()));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private sealed class NoHistories : IUserHistoryStore
    {
        public ValueTask<UserHistory?> ReadAsync(string customerId, CancellationToken cancellation) => new((UserHistory?)null);
    }
}
