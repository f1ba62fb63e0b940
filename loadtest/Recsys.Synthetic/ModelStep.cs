using System.Globalization;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Popularity;

namespace Recsys.Synthetic;

/// <summary>
/// Writes all files of a model version without training one, one after another, so that no two of the large ones are
/// in memory at once, and publishes it.
/// </summary>
internal sealed class ModelStep(ShopMaking shop, string folder)
{
    public void Write(EventTable events)
    {
        using var staged = new ModelRepository(folder).Stage();
        var workflow = WriteFeatures(staged, events);
        ShopMaking.GiveBackMemory();
        IndexStep.WriteVectors(shop, staged.FilePath(ModelArtifacts.ItemEmbeddings));
        var towers = new TowerStep(shop, workflow);
        towers.WriteUser(staged.FilePath(ModelArtifacts.UserTower));
        towers.WriteItem(staged.FilePath(ModelArtifacts.ItemTower));
        var ranker = new RankerStep(shop, workflow);
        ranker.Write(staged.FilePath(ModelArtifacts.Ranker), staged.FilePath(ModelArtifacts.RankerDescription));
        WriteServedTables(staged, ranker.Description);
        // Last of the large ones: what FAISS frees is kept by the allocator, tables go back to the system at once.
        IndexStep.WriteIndex(
            shop, staged.FilePath(ModelArtifacts.ItemEmbeddings), staged.FilePath(ModelArtifacts.ItemIndex));
        ProbeStep.Write(
            shop, staged.FilePath(ModelArtifacts.ItemEmbeddings), staged.FilePath(ModelArtifacts.ItemIndex),
            staged.FilePath(ModelArtifacts.ItemLists), staged.FilePath(ModelArtifacts.IndexProbes));
        shop.Report("publishing", 0, "checksums");
        staged.Publish(Describe(events));
        shop.Report("publishing", 1);
    }

    private static void WriteServedTables(StagedVersion staged, RankerDescription ranker)
    {
        ServedTables.WriteUserTower(
            staged.FilePath(ModelArtifacts.UserTower), staged.FilePath(ModelArtifacts.UserTowerProducts));
        ServedTables.WriteRanker(
            staged.FilePath(ModelArtifacts.Ranker), ranker, staged.FilePath(ModelArtifacts.RankerProducts));
    }

    private FeatureWorkflow WriteFeatures(StagedVersion staged, EventTable events)
    {
        shop.Report("statistics", 0);
        File.WriteAllLines(
            staged.FilePath(ModelArtifacts.Items), Enumerable.Range(0, shop.Shape.Products).Select(Names.Product));
        PopularityFile.Save(staged.FilePath(ModelArtifacts.Popularity), Counters.Popularity(shop, events));
        ShopMaking.GiveBackMemory();
        var statistics = Counters.Statistics(shop.Shape, events, shop.Cancellation);
        using (var file = File.Create(staged.FilePath(ModelArtifacts.ItemStatistics)))
            ItemStatisticsFile.Save(statistics, file);
        shop.Report("statistics", 1);

        var neighbors = NeighborStep.Make(shop);
        using (var file = File.Create(staged.FilePath(ModelArtifacts.ItemNeighbors)))
            ItemNeighborsFile.Save(neighbors, file);
        var workflow = new WorkflowStep(shop, events).Fit(statistics, neighbors);
        using (var file = File.Create(staged.FilePath(ModelArtifacts.Workflow)))
            FeatureWorkflowFile.Save(workflow, file);
        return workflow;
    }

    private ModelManifest Describe(EventTable events) => new()
    {
        Schema = FeatureSchema.Fingerprint,
        DataWindow = new DataWindow(events.At(0).TimeMs, events.At(events.Count - 1).TimeMs),
        Counts = new Dictionary<string, long>
        {
            ["items"] = shop.Shape.Products,
            ["users"] = shop.Shape.Customers,
            ["interactions"] = events.Count,
        },
        Settings = new Dictionary<string, string>
        {
            ["synthetic"] = shop.Shape.Name,
            ["seed"] = shop.Shape.Seed.ToString(CultureInfo.InvariantCulture),
            ["tower_dimension"] = shop.Shape.Dimension.ToString(CultureInfo.InvariantCulture),
        },
    };
}
