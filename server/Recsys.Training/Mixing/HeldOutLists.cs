using Recsys.Snapshots.Mixing;

namespace Recsys.Training.Mixing;

/// <summary>
/// Lists of one kind of request by halves, every other one: weights are learned on each half and judged on the other.
/// </summary>
/// <param name="lists">The lists; columns are the ranker's log odds, then the signals.</param>
/// <param name="signals">Names of the signals.</param>
/// <param name="retrieval">How much the merged retrieval score counts until more is known.</param>
internal sealed class HeldOutLists(IReadOnlyList<MixList> lists, IReadOnlyList<string> signals, double retrieval)
{
    private readonly MixList[] _even = [.. lists.Where((_, i) => i % 2 == 0)];
    private readonly MixList[] _odd = [.. lists.Where((_, i) => i % 2 == 1)];
    // What was learned last: with one source less the weights are near.
    private double[]? _ofEven;
    private double[]? _ofOdd;

    /// <summary>ndcg@20 of each list by weights learned on the half that it is not of.</summary>
    /// <param name="needless">Names of sources that are left out.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public double[] Ndcg(IReadOnlyCollection<string> needless, CancellationToken cancellation)
    {
        double[] start = MixFit.Start(signals, retrieval);
        var bounds = MixFit.Bounds(signals);
        for (int i = 0; i < signals.Count; i++)
            if (needless.Any(name => MixSignals.IsOfSource(signals[i], name))) bounds[1 + i] = WeightBound.Held;
        _ofEven = ListwiseFitter.Fit(_even, start, bounds, cancellation, _ofEven);
        _ofOdd = ListwiseFitter.Fit(_odd, start, bounds, cancellation, _ofOdd);
        return [.. lists.Select((list, i) => MixFit.Ndcg(list, MixFit.Sums(list, i % 2 == 0 ? _ofOdd : _ofEven)))];
    }
}
