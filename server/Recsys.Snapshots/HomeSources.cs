using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Mixing;

namespace Recsys.Snapshots;

/// <summary>The sources of the <c>home</c> pipeline: which there are, and which a snapshot asks.</summary>
public static class HomeSources
{
    /// <summary>Names of all that a version may have, as configuration knows them.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ease", "graph_filter", "transitions", "item_knn", "als", "two_tower", "session", "recent", "repeat",
        "session_knn", "sequence", "popular", "seasonal", "trending", "content",
    ];

    /// <summary>
    /// Sources that say of a customer's history what others say, too, the costly ones first. Those that are left serve
    /// everybody: newcomers, visitors of whom only the session is known, and requests that filters leave little for.
    /// </summary>
    public static IReadOnlyList<string> Sparable { get; } =
        ["als", "session_knn", "sequence", "graph_filter", "transitions", "item_knn", "seasonal"];

    /// <summary>Refuses names that no version has.</summary>
    /// <param name="names">Names of sources.</param>
    /// <exception cref="ArgumentException">Names the first that is not known, and those that are.</exception>
    public static void Validate(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
            if (!Names.Contains(name))
                throw new ArgumentException(
                    $"There is no source '{name}'; there are {string.Join(", ", Names)}.", nameof(names));
        if (Names.All(names.Contains)) throw new ArgumentException("At least one source must be left.", nameof(names));
    }

    /// <summary>
    /// Leaves out what is switched off, and gives the others the shares that were learned; where none were, those that
    /// they have, scaled to 1 together.
    /// </summary>
    /// <param name="sources">All that the version has, with shares that nobody learned.</param>
    /// <param name="mix">What the version learned.</param>
    /// <param name="without">What is switched off besides.</param>
    /// <exception cref="ArgumentException">No source is left.</exception>
    internal static IReadOnlyList<WeightedSource> Chosen(
        IReadOnlyList<WeightedSource> sources, Mix mix, IReadOnlyCollection<string> without)
    {
        var chosen = new List<WeightedSource>();
        foreach (var one in sources)
        {
            string name = one.Source.Name;
            if (without.Contains(name) || mix.Without.Contains(name) || mix.Spared.Contains(name)) continue;
            chosen.Add(one);
        }
        if (chosen.Count == 0) throw new ArgumentException("All sources are switched off.", nameof(without));
        if (mix.Shares.Count > 0) return WithShares(chosen, mix.Shares);
        float all = chosen.Where(one => !one.Fallback).Sum(one => one.Share);
        return [.. chosen.Select(one => one.Fallback ? one : one with { Share = one.Share / all })];
    }

    /// <summary>Gives sources shares; their weights in the merged score stay, since a mix goes by those.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="shares">Shares by name; a source that is not named keeps its own.</param>
    public static IReadOnlyList<WeightedSource> WithShares(
        IReadOnlyList<WeightedSource> sources, IReadOnlyDictionary<string, float> shares) =>
    [
        .. sources.Select(one => shares.TryGetValue(one.Source.Name, out float share)
            ? one with { Share = share }
            : one),
    ];
}
