using System.Runtime.InteropServices;
using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.TwoTower;
using Recsys.Storage;
using Recsys.VectorIndex;

namespace Recsys.Synthetic.Reference;

/// <summary>
/// Writes the features that a version's models read, as an offline job materialises them for an online store: products'
/// by model row, customers' as of the end of the version's data or of their latest interaction.
/// </summary>
public static class ReferenceExport
{
    /// <summary>Name of the file with the products' features.</summary>
    public const string ItemsFile = "items.i32";

    /// <summary>Name of the file with the customers' features.</summary>
    public const string UsersFile = "users.i32";

    /// <summary>Name of the file with the customers' ids, one per line.</summary>
    public const string CustomersFile = "customers.txt";

    /// <summary>Exports a shop's features.</summary>
    /// <param name="store">The shop's store.</param>
    /// <param name="version">The version whose models are to read them.</param>
    /// <param name="customers">Customers, whose features are written in this order; those without a history are left
    /// out.</param>
    /// <param name="candidates">Candidates of a request; as many lists of the index are looked into as the version was
    /// measured to need for them.</param>
    /// <param name="folder">Where to write; must exist.</param>
    /// <param name="progress">Told of the part done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidDataException">
    /// The version's ranker reads features of user and product together, which a store by entity does not hold.
    /// </exception>
    public static async Task<ReferenceLayout> WriteAsync(
        RecsysStore store, ModelVersion version, IReadOnlyList<string> customers, int candidates, string folder,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(customers);
        var shape = ShapeOf(version);
        if (shape.Cross.Count + shape.ItemDense.Count > 0)
            throw new InvalidDataException(
                "The version's ranker reads numbers of products or of user and product together; the reference "
                + "serves one that reads users' numbers and ids alone.");
        var products = store.Products.Columns;
        var rows = ModelRows.Map(ItemList.Read(version.FilePath(ModelArtifacts.Items)), products);
        using var features = ModelFeatures.Load(version, products, rows, ItemNeighbors.None);
        var inputs = new RankerInputs(shape, 1, 1);
        WriteItems(features, products, inputs, Path.Combine(folder, ItemsFile), progress, cancellation);
        int written = await WriteUsersAsync(store, features, inputs, customers, folder, progress, cancellation)
            .ConfigureAwait(false);
        var layout = new ReferenceLayout
        {
            ModelVersion = version.Name,
            Products = rows.Count,
            Customers = written,
            Probes = ProbeTable.Load(version.FilePath(ModelArtifacts.IndexProbes)).ProbesFor(candidates),
            UserDense = inputs.UserDenseColumns,
            UserIds = inputs.UserIdColumns,
            ItemIds = inputs.ItemIdColumns,
            TowerDense = FeatureSchema.UserDense.Count,
            TowerIds = FeatureSchema.UserCategorical.Count,
            TowerHistory = FeatureWorkflow.TowerHistory,
        };
        layout.Write(folder);
        return layout;
    }

    private static RankerDescription ShapeOf(ModelVersion version)
    {
        string path = version.FilePath(ModelArtifacts.RankerDescription);
        if (!File.Exists(path)) return RankerDescription.Standard;
        using var stream = File.OpenRead(path);
        return RankerDescriptionFile.Load(stream);
    }

    private static void WriteItems(
        ModelFeatures features, ProductColumns products, RankerInputs inputs, string path, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        int[] values = new int[inputs.ItemIdColumns + 1];
        using var file = Create(path);
        for (int model = 0; model < features.Rows.Count; model++)
        {
            int row = features.Rows.ToCatalogue(model);
            inputs.Clear();
            inputs.AddItem(features.Items, row, []);
            Narrow(inputs.ItemIds.Span, values);
            values[^1] = products.Facts(row).IsAvailable(features.Workflow.AsOfMs) ? 1 : 0;
            file.Write(MemoryMarshal.AsBytes<int>(values));
            if ((model & 0xFFFF) != 0) continue;
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(0.5 * model / features.Rows.Count);
        }
    }

    private static async Task<int> WriteUsersAsync(
        RecsysStore store, ModelFeatures features, RankerInputs inputs, IReadOnlyList<string> customers, string folder,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        var profile = new UserProfile();
        int written = 0;
        using var file = Create(Path.Combine(folder, UsersFile));
        using var names = new StreamWriter(Path.Combine(folder, CustomersFile));
        for (int i = 0; i < customers.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var history = new UserHistory();
            if (!await store.Histories.ReadAsync(customers[i], history, cancellation).ConfigureAwait(false)) continue;
            profile.Load(
                features.Workflow, features.Items, ItemNeighbors.None, history, history.Country,
                Math.Max(features.Workflow.AsOfMs, history.LastTimeMs));
            profile.Normalize(features.Workflow.UserDense);
            WriteUser(file, profile, inputs);
            names.Write(customers[i]);
            names.Write('\n');
            written++;
            if ((i & 0xFFF) == 0) progress?.Report(0.5 + (0.5 * i / customers.Count));
        }
        return written;
    }

    private static void WriteUser(FileStream file, UserProfile profile, RankerInputs inputs)
    {
        inputs.Clear();
        inputs.AddUser(profile.Dense, profile.Categorical, profile.TowerIds);
        Span<int> ids = stackalloc int[inputs.UserIdColumns];
        Narrow(inputs.UserIds.Span, ids);
        file.Write(MemoryMarshal.AsBytes(inputs.UserDense.Span));
        file.Write(MemoryMarshal.AsBytes(ids));
        file.Write(MemoryMarshal.AsBytes(profile.Dense));
        file.Write(MemoryMarshal.AsBytes(profile.Categorical));
        file.Write(MemoryMarshal.AsBytes(profile.TowerIds));
        file.Write(MemoryMarshal.AsBytes(profile.TowerWeights));
    }

    private static void Narrow(ReadOnlySpan<long> from, Span<int> to)
    {
        for (int i = 0; i < from.Length; i++) to[i] = checked((int)from[i]);
    }

    private static FileStream Create(string path) =>
        new(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
}
