using Recsys.Snapshots.Mixing;

namespace Recsys.Training.Mixing;

/// <summary>
/// Which sources a version's pages will be found by. The others are those that training was told to do without and
/// those that the mix spares: what only they read is neither fitted nor written.
/// </summary>
internal sealed class AskedSources
{
    private readonly HashSet<string> _without;

    private AskedSources(IEnumerable<string> without) => _without = [.. without];

    /// <summary>The sources of a version.</summary>
    /// <param name="options">What it is to do without.</param>
    /// <param name="mix">What it learned; null before it did.</param>
    public static AskedSources Of(TrainingOptions options, Mix? mix = null) =>
        new(options.WithoutSources.Concat(mix?.Spared ?? []));

    /// <summary>Whether a source is asked.</summary>
    public bool Has(string source) => !_without.Contains(source);
}
