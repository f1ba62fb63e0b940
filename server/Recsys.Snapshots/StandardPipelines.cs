using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.History;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Mixing;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Repeat;
using Recsys.Snapshots.Seasonal;
using Recsys.Snapshots.Sequence;
using Recsys.Snapshots.Session;
using Recsys.Snapshots.Similar;
using Recsys.Snapshots.Trending;

namespace Recsys.Snapshots;

/// <summary>The pipelines every snapshot has.</summary>
internal static class StandardPipelines
{
    /// <summary>Products for a customer, or for a visitor of whom only the session is known.</summary>
    public static PipelineDefinition Home(SnapshotParts parts, SnapshotOptions options)
    {
        var sources = HomeSources.Chosen(
            [
                .. ItemToItem(parts),
                .. Als(parts),
                new WeightedSource(parts.TwoTower, 0.3f) { Fills = true },
                new WeightedSource(Session(parts), 0.3f),
                new WeightedSource(new RecentSource(), 0.1f) { Weight = 0.5f },
                .. Repeat(parts),
                .. SessionKnn(parts),
                .. Sequence(parts),
                new WeightedSource(new PopularSource(parts.Popularity, parts.Rows), 0.1f),
                .. Seasonal(parts),
                .. Trending(options),
                new WeightedSource(parts.Content, 0.1f, Fallback: true),
            ],
            parts.Mix, options.WithoutSources);
        return new PipelineDefinition
        {
            Name = "home",
            Sources = sources,
            Scorer = new MixScorer(
                parts.Ranker, new MixSignals(sources, context => parts.Users.Of(context).Items), parts.Mix),
        };
    }

    /// <summary>Products like another product.</summary>
    public static PipelineDefinition Similar(SnapshotParts parts) => new()
    {
        Name = "similar",
        Sources =
        [
            new WeightedSource(new SimilarNeighborSource(parts.Neighbors, parts.Rows), 0.4f) { Behavioral = true },
            new WeightedSource(new ItemEmbeddingSource(parts.Features, parts.Index), 0.3f),
            new WeightedSource(parts.Content, 0.3f),
            new WeightedSource(new PopularSource(parts.Popularity, parts.Rows), 0.2f, Fallback: true),
        ],
    };

    private static WeightedSource[] Repeat(SnapshotParts parts) => parts.Repeat is { } model
        ? [new WeightedSource(new RepeatSource(model, parts.Rows), 0.3f) { Weight = 1 }]
        : [];

    // Each says something else of the same history, and what the tables beside EASE are worth depends on the data.
    private static IEnumerable<WeightedSource> ItemToItem(SnapshotParts parts)
    {
        yield return Source(ItemToItemSource.Ease, parts.Neighbors, 0.7f);
        foreach (var (name, table) in parts.Tables.ByName)
            yield return Source(name, table, 0.1f);

        WeightedSource Source(string name, ItemNeighbors table, float share) => new(
            new ItemToItemSource(name, table, parts.Tables.Settings.Of(name), parts.Popularity, parts.Rows), share);
    }

    private static WeightedSource[] Als(SnapshotParts parts) => parts.Als is { } model
        ? [new WeightedSource(new AlsSource(model, parts.Popularity, parts.Rows), 0.1f)]
        : [];

    private static WeightedSource[] SessionKnn(SnapshotParts parts) => parts.Sessions is { } sessions
        ? [new WeightedSource(new SessionKnnSource(sessions, parts.Rows), 0.3f)]
        : [];

    private static WeightedSource[] Sequence(SnapshotParts parts) => parts.Sequence is { } model
        ? [new WeightedSource(new SequenceSource(model, parts.Rows), 0.05f)]
        : [];

    private static WeightedSource[] Seasonal(SnapshotParts parts) => parts.Season is { } season
        ? [new WeightedSource(new SeasonalSource(season, parts.Rows), 0.05f)]
        : [];

    private static WeightedSource[] Trending(SnapshotOptions options) =>
        options.Trending is { } list ? [new WeightedSource(new TrendingSource(list), 0.1f)] : [];

    private static SessionSource Session(SnapshotParts parts) =>
        new(parts.Neighbors, parts.Rows, new ItemEmbeddingSource(parts.Features, parts.Index));
}
