using Recsys.Models.Fused;
using Recsys.Models.Repository;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Ranking;
using Recsys.Snapshots.Repeat;
using Recsys.Snapshots.Seasonal;
using Recsys.Snapshots.Sequence;
using Recsys.Snapshots.Session;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots;

/// <summary>
/// What of a version can be read without a catalogue: a server does so while its store is opened, and a loader beside
/// what it makes of the catalogue. A snapshot made of it owns it.
/// </summary>
public sealed class VersionParts : IDisposable
{
    private VersionParts(
        ItemList items, ItemNeighbors neighbors, PopularityTable popularity, RepeatModel? repeat,
        SessionTable? sessions, FusedSequence? sequence, FactorModel? als, SeasonTable? season, UserTower tower,
        RankerWeights ranker, SnapshotLoadTimes times)
    {
        (Items, Neighbors, Popularity, Repeat) = (items, neighbors, popularity, repeat);
        (Sessions, Sequence, Als, Season) = (sessions, sequence, als, season);
        (Tower, Ranker, Times) = (tower, ranker, times);
    }

    internal ItemList Items { get; }

    internal ItemNeighbors Neighbors { get; }

    internal PopularityTable Popularity { get; }

    internal RepeatModel? Repeat { get; }

    internal SessionTable? Sessions { get; }

    internal FusedSequence? Sequence { get; }

    internal FactorModel? Als { get; }

    internal SeasonTable? Season { get; }

    internal UserTower Tower { get; }

    internal RankerWeights Ranker { get; }

    internal SnapshotLoadTimes Times { get; }

    /// <summary>Reads a version's parts.</summary>
    /// <param name="version">The version, verified by the repository.</param>
    /// <exception cref="InvalidDataException">A file is missing, damaged, or of another training than the rest; nothing
    /// stays open.</exception>
    public static VersionParts Load(ModelVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        var times = new SnapshotLoadTimes();
        string File(string name) => version.FilePath(name);
        var items = times.Of("items", () => ItemList.Read(File(ModelArtifacts.Items)));
        var neighbors = times.Of("neighbours", () => ItemNeighborsFile.Load(File(ModelArtifacts.ItemNeighbors)));
        var popularity = times.Of("popularity", () => PopularityFile.Load(File(ModelArtifacts.Popularity)));
        Require(ModelArtifacts.ItemNeighbors, neighbors.Count, items);
        Require(ModelArtifacts.Popularity, popularity.Count, items);
        var repeat = times.Of("repeat", () => Optional(version, ModelArtifacts.Repeat, RepeatModelFile.Load));
        if (repeat is not null) Require(ModelArtifacts.Repeat, repeat.Count, items);
        var sessions = times.Of("sessions", () => Optional(version, ModelArtifacts.Sessions, SessionTableFile.Load));
        if (sessions is not null) Require(ModelArtifacts.Sessions, sessions.Products, items);
        var sequence = times.Of("sequences", () => Optional(version, ModelArtifacts.Sequence, SequenceModel.Load));
        if (sequence is not null) Require(ModelArtifacts.Sequence, sequence.Products, items);
        var als = times.Of("als", () => Optional(version, ModelArtifacts.Als, FactorModelFile.Load));
        if (als is not null) Require(ModelArtifacts.Als, als.Products, items);
        var season = times.Of("season", () => Optional(version, ModelArtifacts.Season, SeasonFile.Load));
        if (season is not null) Require(ModelArtifacts.Season, season.Products, items);
        int dimension = ItemVectorsFile.DimensionOf(File(ModelArtifacts.ItemEmbeddings), items.Count);
        var tower = times.Of("user tower", () => UserTower.Load(version, dimension));
        try
        {
            var ranker = times.Of("ranker", () => RankerWeights.Load(version));
            return new VersionParts(
                items, neighbors, popularity, repeat, sessions, sequence, als, season, tower, ranker, times);
        }
        catch
        {
            tower.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tower.Dispose();
        Ranker.Dispose();
    }

    private static T? Optional<T>(ModelVersion version, string file, Func<string, T> load)
        where T : class =>
        version.HasFile(file) ? load(version.FilePath(file)) : null;

    private static void Require(string file, long count, ItemList items)
    {
        if (count != items.Count)
            throw new InvalidDataException(
                $"{file} is of {count} products, {ModelArtifacts.Items} names {items.Count}.");
    }
}
