using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.History;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Similar;

namespace Recsys.Snapshots;

/// <summary>The pipelines every snapshot has.</summary>
internal static class StandardPipelines
{
    /// <summary>Products for a customer, or for a visitor of whom only the session is known.</summary>
    public static PipelineDefinition Home(SnapshotParts parts, SnapshotOptions options) => new()
    {
        Name = "home",
        Sources =
        [
            new WeightedSource(new ItemNeighborSource(parts.Neighbors, parts.Popularity, parts.Rows), 0.5f),
            new WeightedSource(new RecentSource(), 0.1f),
            new WeightedSource(new PopularSource(parts.Popularity, parts.Rows), 0.1f),
            new WeightedSource(parts.Content, 0.1f, Fallback: true),
        ],
    };

    /// <summary>Products like another product.</summary>
    public static PipelineDefinition Similar(SnapshotParts parts, SnapshotOptions options) => new()
    {
        Name = "similar",
        Sources =
        [
            new WeightedSource(new SimilarNeighborSource(parts.Neighbors, parts.Rows), 0.4f),
            new WeightedSource(new ItemEmbeddingSource(parts.Index, parts.Vectors, parts.Rows, options.Probes), 0.3f),
            new WeightedSource(parts.Content, 0.3f),
            new WeightedSource(new PopularSource(parts.Popularity, parts.Rows), 0.2f, Fallback: true),
        ],
    };
}
