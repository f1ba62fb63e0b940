using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Finds sources that a page is as good without: many look at the same history, and each that is asked takes its time
/// of every request. One after the other is left out, costly ones first, for as long as ndcg on lists that weights were
/// not learned from stays within <see cref="Tolerance"/> of the best seen. Where lists are too few, or too little was
/// wanted of each, a difference that small is chance (<see cref="MostDoubt"/>), and the source stays.
/// </summary>
/// <param name="signals">Names of the lists' signals.</param>
/// <param name="cancellation">Ends the work by an exception.</param>
internal sealed class SourceChoice(IReadOnlyList<string> signals, CancellationToken cancellation)
{
    /// <summary>Part of the best ndcg that may be lost for all sources that are spared together.</summary>
    public const double Tolerance = 0.002;

    /// <summary>
    /// Most that the loss may be in doubt, as a part of ndcg: its standard error over the lists, all with and without.
    /// </summary>
    public const double MostDoubt = 0.005;

    private readonly List<HeldOutLists> _kinds = [];
    private readonly Dictionary<string, double> _losses = [];

    /// <summary>Part of ndcg that is lost without each source that was tried, below 0 where there is a gain.</summary>
    public IReadOnlyDictionary<string, double> Losses => _losses;

    /// <summary>Adds the lists of one kind of request.</summary>
    /// <param name="lists">The lists; too few to learn from count for nothing.</param>
    /// <param name="retrieval">How much the merged retrieval score counts until more is known.</param>
    public void Add(IReadOnlyList<MixList> lists, double retrieval)
    {
        if (lists.Count(list => list.Hits > 0) >= MixFit.Fewest) _kinds.Add(new(lists, signals, retrieval));
    }

    /// <summary>Names of sources that can be spared.</summary>
    public List<string> Needless()
    {
        var needless = new List<string>();
        if (_kinds.Count == 0) return needless;
        var all = Gains(needless);
        double worthOfAll = Worth(all), best = worthOfAll;
        foreach (string name in HomeSources.Sparable)
        {
            if (!signals.Contains(MixSignals.StandardOf(name))) continue;
            var without = Gains([.. needless, name]);
            double worth = Worth(without);
            _losses[name] = 1 - (worth / best);
            if (worth < best * (1 - Tolerance) || Doubt(all, without) > worthOfAll * MostDoubt) continue;
            needless.Add(name);
            best = Math.Max(best, worth);
        }
        return needless;
    }

    // By kind of request and list.
    private double[][] Gains(IReadOnlyCollection<string> needless) =>
        [.. _kinds.Select(kind => kind.Ndcg(needless, cancellation))];

    private static double Worth(double[][] gains) => gains.Sum(kind => kind.Average());

    // Standard error of the difference in worth, list by list.
    private static double Doubt(double[][] all, double[][] without)
    {
        double squares = 0;
        for (int kind = 0; kind < all.Length; kind++)
        {
            double error = PairedGain.Of(all[kind], without[kind]).StandardError;
            squares += error * error;
        }
        return Math.Sqrt(squares);
    }
}
