using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots;

/// <summary>
/// Turns a published version into a live snapshot with two pipelines: <c>home</c> for a customer and <c>similar</c> for
/// a product.
/// </summary>
public static class SnapshotLoader
{
    /// <summary>Loads a version.</summary>
    /// <param name="version">The version, verified by the repository.</param>
    /// <param name="products">The catalogue; the snapshot follows its changes, those during the load included, until it
    /// is freed.</param>
    /// <param name="options">How to put it together.</param>
    /// <param name="reading">Reads the version's own parts, begun before; they are the snapshot's from here on,
    /// whatever comes of it. Null reads them now.</param>
    /// <returns>The snapshot, which owns what it opened.</returns>
    /// <exception cref="InvalidDataException">
    /// A file is missing, damaged, or of another training than the rest; nothing stays open.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static PipelineSnapshot Load(
        ModelVersion version, ProductColumns products, SnapshotOptions options, Task<VersionParts>? reading = null)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(options);
        HomeSources.Validate(options.WithoutSources);
        options.Live.Validate();
        var times = new SnapshotLoadTimes();
        var parts = SnapshotParts.Open(version, products, options.Live, times, reading);
        try
        {
            var snapshot = new PipelineSnapshot(
                version.Name, [StandardPipelines.Home(parts, options), StandardPipelines.Similar(parts)], parts)
            {
                Index = parts.Index,
                CatchUp = parts.Follower.CatchUpAsync,
                Ranker = parts.Ranker.Route.Reason,
                UserTower = parts.Tower.ServedBy,
            };
            options.Loaded(version.Name, times);
            return snapshot;
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }
}
