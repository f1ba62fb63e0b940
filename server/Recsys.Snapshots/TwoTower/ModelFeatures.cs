using System.Runtime.InteropServices;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// What towers and ranker read of a model version: workflow, features and vectors of all products by catalogue row,
/// those that came after training included, which are known by their content. What changes while the version is live is
/// one reference, replaced whole.
/// </summary>
public sealed class ModelFeatures : IDisposable
{
    // A model does not know how its world goes on: later requests are answered as of this long after what is known
    // last.
    private const long LatestMs = 30L * 24 * 60 * 60 * 1000;
    private readonly ItemStatisticsFile _counters;
    private ItemView _now;

    private ModelFeatures(
        ItemNames names, ItemStatisticsFile counters, ItemNeighbors neighbors, ModelRows rows, ItemView now)
    {
        (Names, _counters, Neighbors, Rows, _now) = (names, counters, neighbors, rows, now);
    }

    /// <summary>The fitted workflow.</summary>
    public FeatureWorkflow Workflow => Names.Workflow;

    /// <summary>Features of the products by catalogue row, normalised, as they are now.</summary>
    public ItemColumns Items => Now.Items;

    /// <summary>The item-to-item table by model row.</summary>
    public ItemNeighbors Neighbors { get; }

    /// <summary>The item tower's vectors by catalogue row as they are now; zeros for a row without a product.</summary>
    public ItemVectors Vectors => Now.Vectors;

    /// <summary>Connects model rows to catalogue rows.</summary>
    public ModelRows Rows { get; }

    /// <summary>Counters of the products by model row, as of the end of the training data; read from the version's
    /// file when asked for.</summary>
    internal IItemCounters Counters => _counters;

    /// <summary>What the workflow makes of the catalogue's names.</summary>
    internal ItemNames Names { get; }

    /// <summary>Features and vectors of one moment: a request takes it once for what must fit together.</summary>
    internal ItemView Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    /// <summary>Loads a version's features for a catalogue.</summary>
    /// <param name="version">The version.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="rows">Connects the two.</param>
    /// <param name="neighbors">The version's item-to-item table.</param>
    /// <param name="times">Notes what the parts took; null where nobody asks.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or does not fit the others or this build.</exception>
    public static ModelFeatures Load(
        ModelVersion version, ProductColumns products, ModelRows rows, ItemNeighbors neighbors,
        SnapshotLoadTimes? times = null)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(neighbors);
        FeatureWorkflow workflow;
        using (var stream = File.OpenRead(version.FilePath(ModelArtifacts.Workflow)))
            workflow = FeatureWorkflowFile.Load(stream);
        if (workflow.KnownProducts != rows.Count)
            throw new InvalidDataException(
                $"The workflow knows {workflow.KnownProducts} products, the version {rows.Count}.");
        var counters = ItemStatisticsFile.Open(version.FilePath(ModelArtifacts.ItemStatistics));
        try
        {
            var names = new ItemNames(workflow, products);
            var items = Build(version, names, rows, counters, times ?? new SnapshotLoadTimes());
            return new ModelFeatures(names, counters, neighbors, rows, items);
        }
        catch
        {
            counters.Dispose();
            throw;
        }
    }

    /// <summary>Closes the version's file of counters.</summary>
    public void Dispose() => _counters.Dispose();

    /// <summary>Time that a request's features stand at, in milliseconds since 1970-01-01 UTC.</summary>
    public long TimeOf(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Math.Min(context.NowMs, Math.Max(Workflow.AsOfMs, context.User.LastTimeMs) + LatestMs);
    }

    private static ItemView Build(
        ModelVersion version, ItemNames names, ModelRows rows, ItemStatisticsFile counters, SnapshotLoadTimes times)
    {
        // The catalogue may have grown since the rows were mapped; what came in between is taken in as any change is.
        var content = times.Of("content", () => ItemContent.Build(names, rows.ByCatalogueRow.ToArray()));
        var items = times.Of("features", () => ItemColumns.Build(names.Workflow, content, counters));
        string path = version.FilePath(ModelArtifacts.ItemEmbeddings);
        var vectors = times.Of("vectors", () => ItemVectorsFile.Load(path, rows, items.Rows));
        times.Of("newcomers", () => EncodeNewcomers(version, names.Products, rows, items, vectors));
        return new ItemView(items, vectors);
    }

    private static int EncodeNewcomers(
        ModelVersion version, ProductColumns products, ModelRows rows, ItemColumns items, ItemVectors vectors)
    {
        var newcomers = new List<int>();
        for (int row = 0; row < items.Rows; row++)
            if (rows.ToModel(row) < 0 && products.At(row).Exists) newcomers.Add(row);
        if (newcomers.Count == 0) return 0;
        using var tower = ItemTower.Load(version, vectors.Dimension);
        var encoded = new float[ItemTower.Batch * vectors.Dimension];
        for (int from = 0; from < newcomers.Count; from += ItemTower.Batch)
        {
            var batch = CollectionsMarshal.AsSpan(newcomers)[from..];
            batch = batch[..Math.Min(batch.Length, ItemTower.Batch)];
            tower.Encode(items, batch, encoded);
            for (int i = 0; i < batch.Length; i++)
                encoded.AsSpan(i * vectors.Dimension, vectors.Dimension).CopyTo(vectors.Built(batch[i]));
        }
        return newcomers.Count;
    }
}
