using Recsys.Models.Fused;
using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Mixing;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Ranking;
using Recsys.Snapshots.Repeat;
using Recsys.Snapshots.Seasonal;
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
        ModelVersion version, ProductColumns products, LiveOptions options, SnapshotLoadTimes times,
        Task<VersionParts> reading)
    {
        // 1. From here on every change is noted: no product falls between the load and the live part.
        var changes = Opened(products.Follow());
        try
        {
            // 2. What is of the catalogue, while the version's own parts are read.
            var taken = times.Of("looks", () => LiveCatalogue.Capture(products));
            Content = times.Of("words", () => new ContentSource(products));
            var read = Opened(times.Of("waiting", () => reading.GetAwaiter().GetResult()));
            times.Take(read.Times);
            (Neighbors, Popularity, Tower) = (read.Neighbors, read.Popularity, read.Tower);
            (Repeat, Sessions, Sequence, Als) = (read.Repeat, read.Sessions, read.Sequence, read.Als);
            Season = read.Season;
            // What words and a store that was just opened took only for a while makes room for features and lists; the
            // collector would let the process grow first. Beside what follows: nobody waits for it.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);

            // 3. What needs both. One part after another: each takes all processors where it is large, and what one
            // needs only while it is loaded is free again for the next.
            Rows = times.Of("rows", () => ModelRows.Map(read.Items, products));
            Tables = times.Of("tables", () => ItemToItemTables.Load(version, Rows.Count));
            Features = Opened(ModelFeatures.Load(version, products, Rows, Neighbors, times));
            Index = times.Of("index", () => LiveIndex.Load(version, Features, products, options));
            Users = new RequestUsers(Features, Tower);
            TwoTower = new TwoTowerSource(Users, Index);
            Ranker = Opened(times.Of("comparison", () => DlrmScorer.Of(read.Ranker, Features, Users)));
            Mix = ReadMix(version);

            // 4. What changes.
            var tower = Opened(ItemTower.Load(version, Features.Vectors.Dimension, options.Time));
            var live = new LiveCatalogue(products, taken, Features, tower, Index, Content);
            Follower = Opened(new CatalogueFollower(products, changes, live, Content, options));
        }
        catch
        {
            Dispose();
            GiveBack(reading);
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

    /// <summary>A year of what was wanted; null for a version without it.</summary>
    public SeasonTable? Season { get; }

    /// <summary>Implicit alternating least squares; null for a version without them.</summary>
    public FactorModel? Als { get; }

    public ContentSource Content { get; }

    public ModelFeatures Features { get; }

    public UserTower Tower { get; }

    public LiveIndex Index { get; }

    public RequestUsers Users { get; }

    public TwoTowerSource TwoTower { get; }

    public DlrmScorer Ranker { get; }

    public Mix Mix { get; }

    public CatalogueFollower Follower { get; }

    /// <summary>Opens the files and checks that they are of one training; what was opened before a failure is
    /// closed.</summary>
    /// <param name="version">The version.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="options">How it follows the catalogue.</param>
    /// <param name="times">Notes what parts took; null where nobody asks.</param>
    /// <param name="reading">Reads the version's own parts, which are this snapshot's from here on; null begins it.
    /// </param>
    /// <exception cref="InvalidDataException">A file is damaged, or of another training than the rest.</exception>
    public static SnapshotParts Open(
        ModelVersion version, ProductColumns products, LiveOptions options, SnapshotLoadTimes? times = null,
        Task<VersionParts>? reading = null) =>
        new(version, products, options, times ?? new SnapshotLoadTimes(),
            reading ?? Task.Run(() => VersionParts.Load(version)));

    public void Dispose()
    {
        while (_opened.TryPop(out var part)) part.Dispose();
    }

    private static Mix ReadMix(ModelVersion version)
    {
        if (!version.HasFile(ModelArtifacts.Mix)) return Mix.Unlearned;
        using var stream = File.OpenRead(version.FilePath(ModelArtifacts.Mix));
        return MixFile.Load(stream);
    }

    private T Opened<T>(T part) where T : IDisposable
    {
        _opened.Push(part);
        return part;
    }

    // Giving back twice does no harm.
    private static void GiveBack(Task<VersionParts> reading) => reading.ContinueWith(
        parts => parts.Result.Dispose(), CancellationToken.None,
        TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
