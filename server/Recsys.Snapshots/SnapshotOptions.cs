using Recsys.Snapshots.Live;
using Recsys.Snapshots.Trending;

namespace Recsys.Snapshots;

/// <summary>How a snapshot is put together.</summary>
public sealed record SnapshotOptions
{
    /// <summary>
    /// Parts of the <c>home</c> pipeline's candidates that its sources bring, by source name; a source that is not
    /// named keeps its own. Each is a finite number above 0.
    /// </summary>
    public IReadOnlyDictionary<string, float> HomeShares { get; init; } = new Dictionary<string, float>();

    /// <summary>
    /// How much the merged retrieval score counts beside the ranker on the <c>home</c> pipeline, 0–10; see
    /// <see cref="Ranking.FusedScorer"/>.
    /// </summary>
    public float RetrievalWeight { get; init; } = 2;

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
