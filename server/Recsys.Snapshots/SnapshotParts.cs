using Recsys.Models.Fused;
using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Ranking;
using Recsys.Snapshots.Repeat;
using Recsys.Snapshots.Sequence;
using Recsys.Snapshots.Session;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots;

/// <summary>What a snapshot is made of, opened from a version folder and connected to a catalogue. Dispose frees it
/// all.</summary>
internal sealed class SnapshotParts : IDisposable
{
    private readonly Stack<IDisposable> _opened = new();

    private SnapshotParts(
        ModelVersion version, ProductColumns products, LiveOptions options, SnapshotLoadTimes times)
    {
        // 1. From here on every change is noted: no product falls between the load and the live part.
        var changes = Opened(products.Follow());
        try
        {
            // 2. What was trained. One part after another: each takes all processors where it is large, and what one
            // needs only while it is loaded is free again for the next.
            string File(string name) => version.FilePath(name);
            var taken = times.Of("looks", () => LiveCatalogue.Capture(products));
            Rows = times.Of("rows", () => ModelRows.Map(ItemList.Read(File(ModelArtifacts.Items)), products));
            Content = times.Of("words", () => new ContentSource(products));
            Neighbors = times.Of("neighbours", () => ItemNeighborsFile.Load(File(ModelArtifacts.ItemNeighbors)));
            Popularity = times.Of("popularity", () => PopularityFile.Load(File(ModelArtifacts.Popularity)));
            Require(ModelArtifacts.ItemNeighbors, Neighbors.Count);
            Tables = times.Of("tables", () => ItemToItemTables.Load(version, Rows.Count));
            Require(ModelArtifacts.Popularity, Popularity.Count);
            Repeat = times.Of("repeat", () => Optional(version, ModelArtifacts.Repeat, RepeatModelFile.Load));
            if (Repeat is not null) Require(ModelArtifacts.Repeat, Repeat.Count);
            Sessions = times.Of("sessions", () => Optional(version, ModelArtifacts.Sessions, SessionTableFile.Load));
            if (Sessions is not null) Require(ModelArtifacts.Sessions, Sessions.Products);
            Sequence = times.Of("sequences", () => Optional(version, ModelArtifacts.Sequence, SequenceModel.Load));
            if (Sequence is not null) Require(ModelArtifacts.Sequence, Sequence.Products);
            Features = Opened(ModelFeatures.Load(version, products, Rows, Neighbors, times));
            Tower = Opened(times.Of("user tower", () => UserTower.Load(version, Features.Vectors.Dimension)));
            Index = times.Of("index", () => LiveIndex.Load(version, Features, products, options));
            var users = new RequestUsers(Features, Tower);
            TwoTower = new TwoTowerSource(users, Index);
            Ranker = Opened(times.Of("ranker", () => DlrmScorer.Load(version, Features, users)));

            // 3. What changes.
            var tower = Opened(ItemTower.Load(version, Features.Vectors.Dimension, options.Time));
            var live = new LiveCatalogue(products, taken, Features, tower, Index, Content);
            Follower = Opened(new CatalogueFollower(products, changes, live, Content, options));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ModelRows Rows { get; }

    public ItemNeighbors Neighbors { get; }

    /// <summary>Item-to-item tables that only sources read.</summary>
    public ItemToItemTables Tables { get; }

    public PopularityTable Popularity { get; }

    /// <summary>The chance of repeat purchase; null for a version without it.</summary>
    public RepeatModel? Repeat { get; }

    /// <summary>Sessions of past visitors; null for a version without them.</summary>
    public SessionTable? Sessions { get; }

    /// <summary>The sequential model; null for a version without it.</summary>
    public FusedSequence? Sequence { get; }

    public ContentSource Content { get; }

    public ModelFeatures Features { get; }

    public UserTower Tower { get; }

    public LiveIndex Index { get; }

    public TwoTowerSource TwoTower { get; }

    public DlrmScorer Ranker { get; }

    public CatalogueFollower Follower { get; }

    /// <summary>Opens the files and checks that they are of one training; what was opened before a failure is
    /// closed.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or of another training than the rest.</exception>
    public static SnapshotParts Open(
        ModelVersion version, ProductColumns products, LiveOptions options, SnapshotLoadTimes? times = null) =>
        new(version, products, options, times ?? new SnapshotLoadTimes());

    public void Dispose()
    {
        while (_opened.TryPop(out var part)) part.Dispose();
    }

    private static T? Optional<T>(ModelVersion version, string file, Func<string, T> load) where T : class =>
        version.HasFile(file) ? load(version.FilePath(file)) : null;

    private T Opened<T>(T part) where T : IDisposable
    {
        _opened.Push(part);
        return part;
    }

    private void Require(string file, long count)
    {
        if (count != Rows.Count)
            throw new InvalidDataException(
                $"{file} is of {count} products, {ModelArtifacts.Items} names {Rows.Count}.");
    }
}
