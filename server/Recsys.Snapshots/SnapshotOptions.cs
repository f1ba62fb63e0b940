using Recsys.Snapshots.Live;
using Recsys.Snapshots.Trending;

namespace Recsys.Snapshots;

/// <summary>How a snapshot is put together.</summary>
public sealed record SnapshotOptions
{
    /// <summary>
    /// Sources that the <c>home</c> pipeline does without, by name (<see cref="HomeSources.Names"/>); a version that
    /// has no such source is served as it is.
    /// </summary>
    public IReadOnlyCollection<string> WithoutSources { get; init; } = [];

    /// <summary>
    /// What is wanted more now than it was, as a source of the <c>home</c> pipeline; null leaves the source out, as
    /// where quality is measured on data of the past.
    /// </summary>
    public TrendingList? Trending { get; init; }

    /// <summary>How the snapshot follows the catalogue while it is live.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>Told the version's name and what its parts took, once it is loaded.</summary>
    public Action<string, SnapshotLoadTimes> Loaded { get; init; } = (_, _) => { };
}
