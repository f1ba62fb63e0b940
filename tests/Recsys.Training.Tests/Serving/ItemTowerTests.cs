using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Training.Tests.Serving;

/// <summary>When the item tower is in memory.</summary>
public sealed class ItemTowerTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    private readonly HandTimer _time = new();

    private static int Dimension => SyntheticShop.Options.TowerDimension;

    [Fact]
    public void Encode_LargeTower_IsLoadedAtFirstNeedAndFreedAfterAQuietWhile()
    {
        using var tower = Open(mostResident: 0);
        Assert.False(tower.IsLoaded);

        float[] first = Encode(tower);
        Assert.True(tower.IsLoaded);
        Assert.Equal(ItemTower.Quiet, _time.Due);

        _time.GoOff();
        Assert.False(tower.IsLoaded);
        Assert.Null(_time.Due);

        Assert.Equal(first, Encode(tower));
        Assert.True(tower.IsLoaded);
        Assert.Equal(ItemTower.Quiet, _time.Due);
    }

    [Fact]
    public void Encode_SmallTower_StaysAndGivesTheSame()
    {
        using var small = Open(ItemTower.MostResidentBytes);
        Assert.True(small.IsLoaded);
        using var large = Open(mostResident: 0);

        Assert.Equal(Encode(large), Encode(small));

        Assert.Equal(ItemTower.Quiet, _time.Due);
        Assert.True(small.IsLoaded);
    }

    [Fact]
    public void Dispose_LoadedTower_FreesItAndItsTimer()
    {
        var tower = Open(mostResident: 0);
        Encode(tower);

        tower.Dispose();

        Assert.False(tower.IsLoaded);
        Assert.True(_time.IsDisposed);
        // One that went off just then finds nothing to do.
        _time.GoOff();
        Assert.Throws<ObjectDisposedException>(() => Encode(tower));
        tower.Dispose();
    }

    [Fact]
    public void Encode_DamagedFile_FailsEachTimeItIsNeeded()
    {
        var damaged = shop.Changed(staged => File.WriteAllText(staged.FilePath(ModelArtifacts.ItemTower), "no tower"));
        using var tower = Open(damaged, mostResident: 0);

        Assert.Throws<InvalidDataException>(() => Encode(tower));
        Assert.Throws<InvalidDataException>(() => Encode(tower));
        Assert.Throws<InvalidDataException>(() => Open(damaged, ItemTower.MostResidentBytes));
    }

    private ItemTower Open(long mostResident) => Open(shop.Version, mostResident);

    private ItemTower Open(ModelVersion version, long mostResident) =>
        ItemTower.Load(version, Dimension, _time, mostResident);

    private float[] Encode(ItemTower tower)
    {
        FeatureWorkflow workflow;
        using (var stream = File.OpenRead(shop.Version.FilePath(ModelArtifacts.Workflow)))
            workflow = FeatureWorkflowFile.Load(stream);
        int[] models = [.. Enumerable.Range(0, shop.Table.ItemCount)];
        var items = ItemColumns.Build(
            workflow, ItemContent.Build(workflow, shop.Table.Products, models), new ItemStatistics(models.Length));
        var vectors = new float[3 * Dimension];
        tower.Encode(items, [2, 0, 5], vectors);
        return vectors;
    }
}
