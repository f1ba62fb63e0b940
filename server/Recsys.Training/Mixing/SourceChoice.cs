using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;

namespace Recsys.Training.Mixing;

/// <summary>
/// Finds sources that a page is as good without: many look at the same history, and each that is asked takes its time
/// of every request. One after the other is left out, costly ones first, for as long as ndcg on lists that weights were
/// not learned from stays within <see cref="Tolerance"/> of the best seen.
/// </summary>
/// <param name="signals">Names of the lists' signals.</param>
/// <param name="cancellation">Ends the work by an exception.</param>
internal sealed class SourceChoice(IReadOnlyList<string> signals, CancellationToken cancellation)
{
    /// <summary>Part of the best ndcg that may be lost for all sources that are spared together.</summary>
    public const double Tolerance = 0.002;

    private readonly List<(IReadOnlyList<MixList> Lists, double Retrieval)> _kinds = [];

    /// <summary>Adds the lists of one kind of request.</summary>
    /// <param name="lists">The lists; too few to learn from count for nothing.</param>
    /// <param name="retrieval">How much the merged retrieval score counts until more is known.</param>
    public void Add(IReadOnlyList<MixList> lists, double retrieval)
    {
        if (lists.Count(list => list.Hits > 0) >= MixFit.Fewest) _kinds.Add((lists, retrieval));
    }

    /// <summary>Names of sources that can be spared.</summary>
    public List<string> Needless()
    {
        var needless = new List<string>();
        if (_kinds.Count == 0) return needless;
        double best = Worth(needless);
        foreach (string name in HomeSources.Sparable)
        {
            if (!signals.Contains(MixSignals.StandardOf(name))) continue;
            double worth = Worth([.. needless, name]);
            if (worth < best * (1 - Tolerance)) continue;
            needless.Add(name);
            best = Math.Max(best, worth);
        }
        return needless;
    }

    private double Worth(IReadOnlyCollection<string> needless)
    {
        bool[] held =
            [.. signals.Select(signal => needless.Any(name => MixSignals.IsOfSource(signal, name)))];
        return _kinds.Sum(kind => MixFit.HeldOut(kind.Lists, held, signals, kind.Retrieval, cancellation));
    }
}
