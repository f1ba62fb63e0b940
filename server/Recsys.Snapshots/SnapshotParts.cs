using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Content;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Ranking;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots;

/// <summary>What a snapshot is made of, opened from a version folder and connected to a catalogue. Dispose frees it
/// all.</summary>
internal sealed class SnapshotParts : IDisposable
{
    private readonly Stack<IDisposable> _opened = new();

    private SnapshotParts(ModelVersion version, ProductColumns products, LiveOptions options)
    {
        // 1. From here on every change is noted: no product falls between the load and the live part.
        var changes = Opened(products.Follow());
        try
        {
            // 2. What was trained.
            var taken = LiveCatalogue.Capture(products);
            Rows = ModelRows.Map(ItemList.Read(version.FilePath(ModelArtifacts.Items)), products);
            Neighbors = ItemNeighborsFile.Load(version.FilePath(ModelArtifacts.ItemNeighbors));
            Popularity = PopularityFile.Load(version.FilePath(ModelArtifacts.Popularity));
            Require(ModelArtifacts.ItemNeighbors, Neighbors.Count);
            Require(ModelArtifacts.Popularity, Popularity.Count);
            Content = new ContentSource(products);
            Features = Opened(ModelFeatures.Load(version, products, Rows, Neighbors));
            Tower = Opened(UserTower.Load(version, Features.Vectors.Dimension));
            Index = LiveIndex.Load(version, Features, options);
            var users = new RequestUsers(Features, Tower);
            TwoTower = new TwoTowerSource(users, Index);
            Ranker = Opened(DlrmScorer.Load(version, Features, users));

            // 3. What changes.
            var tower = Opened(ItemTower.Load(version, Features.Vectors.Dimension));
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

    public PopularityTable Popularity { get; }

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
    public static SnapshotParts Open(ModelVersion version, ProductColumns products, LiveOptions options) =>
        new(version, products, options);

    public void Dispose()
    {
        while (_opened.TryPop(out var part)) part.Dispose();
    }

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
