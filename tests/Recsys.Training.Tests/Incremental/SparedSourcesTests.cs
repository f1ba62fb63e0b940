using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Incremental;

namespace Recsys.Training.Tests.Incremental;

/// <summary>What a version spares is neither trained on nor written by the increments that follow it.</summary>
public sealed class SparedSourcesTests(GrowingShop shop) : IClassFixture<GrowingShop>
{
    private static readonly string[] Spared = ["als", "session_knn", "sequence", "graph_filter"];

    private static readonly string[] TheirFiles =
        [ModelArtifacts.Als, ModelArtifacts.Sessions, ModelArtifacts.Sequence, ModelArtifacts.GraphFilter];

    [Fact]
    public void Train_VersionThatHasFilesOfSparedSources_LeavesThemBehind()
    {
        var version = IncrementalTrainerTests.Train(shop.Repository(), shop.Until(160), Sparing());

        Assert.All(TheirFiles, file => Assert.True(shop.Full.HasFile(file), file));
        Assert.All(TheirFiles, file => Assert.False(version.HasFile(file), file));
        Assert.True(version.HasFile(ModelArtifacts.Transitions));
        Assert.Equal(Spared, MixOf(version).Spared);
        Assert.Empty(Spared.Intersect(Asked(version)));
        Assert.Contains("transitions", Asked(version));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_VersionWithoutFilesOfSparedSources_GoesOnWithoutThem(bool learnMix)
    {
        var repository = shop.Repository();
        var first = IncrementalTrainerTests.Train(repository, shop.Until(150), Sparing());
        using var warm = WarmStart.Open(first);
        using var staged = repository.Stage();
        var options = warm.Options with { SpareSources = false };
        var manifest = IncrementalTrainer.Train(shop.Until(190), warm, options, staged, learnMix);
        var second = staged.Publish(manifest);

        Assert.Equal(learnMix, manifest.Metrics.ContainsKey("mix_all_ndcg_20"));
        Assert.Equal(Spared, MixOf(second).Spared);
        Assert.Empty(MixOf(second).Without);
        Assert.Empty(Spared.Intersect(MixOf(second).Shares.Keys));
        Assert.All(TheirFiles, file => Assert.False(second.HasFile(file), file));
        Assert.Empty(Spared.Intersect(Asked(second)));
    }

    [Fact]
    public void Train_MixThatSparesMore_WritesNoneOfThem()
    {
        using var warm = WarmStart.Open(Sparing("als"));
        using var staged = shop.Repository().Stage();
        var version = staged.Publish(
            IncrementalTrainer.Train(shop.Until(190), warm, warm.Options, staged, learnMix: true));

        var mix = MixOf(version);
        Assert.Equal("als", mix.Spared[0]);
        Assert.True(mix.Spared.Count > 1);
        Assert.Equal(mix.Spared.Count, version.Manifest.Metrics["mix_spared_sources"]);
        Assert.Equal(!mix.Spared.Contains("sequence"), version.HasFile(ModelArtifacts.Sequence));
        Assert.Equal(!mix.Spared.Contains("session_knn"), version.HasFile(ModelArtifacts.Sessions));
        Assert.Equal(!mix.Spared.Contains("item_knn"), version.HasFile(ModelArtifacts.ItemKnn));
    }

    [Fact]
    public void Open_VersionThatSpares_TrainsInFullWithEverySource()
    {
        using var warm = WarmStart.Open(Sparing());

        Assert.Empty(warm.Options.WithoutSources);
        Assert.True(warm.Options.SpareSources);
    }

    // The version of the shop's first days as if its mix spared sources: builds before this wrote their files, too.
    private ModelVersion Sparing(params string[] names)
    {
        using var staged = shop.Repository().Stage();
        foreach (var file in shop.Full.Manifest.Files)
            if (file.Name != ModelArtifacts.Mix)
                File.Copy(shop.Full.FilePath(file.Name), staged.FilePath(file.Name));
        using (var stream = File.Create(staged.FilePath(ModelArtifacts.Mix)))
            MixFile.Save(Mix.Unlearned with { Spared = names.Length > 0 ? names : Spared }, stream);
        return staged.Publish(shop.Full.Manifest);
    }

    private static Mix MixOf(ModelVersion version)
    {
        using var stream = File.OpenRead(version.FilePath(ModelArtifacts.Mix));
        return MixFile.Load(stream);
    }

    private string[] Asked(ModelVersion version)
    {
        var products = new ProductColumns();
        foreach (var product in shop.Until(200).Products) products.Upsert(product);
        var snapshot = SnapshotLoader.Load(version, products, new SnapshotOptions());
        string[] asked = [.. snapshot.Pipelines["home"].Sources.Select(one => one.Source.Name)];
        snapshot.Free();
        return asked;
    }
}
