namespace Recsys.Training.Evaluation;

/// <summary>Runs a ranker over the customers of a split.</summary>
public static class RankingEvaluator
{
    /// <summary>Measures one ranker on full rankings of the catalogue.</summary>
    /// <param name="ranker">What to measure.</param>
    /// <param name="split">The customers and what they wanted.</param>
    /// <param name="cutoffs">Cut-offs, each at least 1.</param>
    /// <param name="done">Told the number of customers done, now and then.</param>
    /// <param name="cancellation">Ends the run early by an exception.</param>
    public static RankerReport Evaluate(
        IItemRanker ranker, EvaluationSplit split, IReadOnlyList<int> cutoffs,
        Action<int>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ranker);
        ArgumentNullException.ThrowIfNull(split);
        int[] ks = [.. cutoffs.Distinct().Order()];
        if (ks.Length == 0 || ks[0] < 1) throw new ArgumentException("Cut-offs start at 1.", nameof(cutoffs));
        var sums = new RankingSums[ks.Length];
        for (int i = 0; i < ks.Length; i++) sums[i] = new RankingSums(ks[i], split.Feedback.ItemCount);
        var best = new int[ks[^1]];
        for (int i = 0; i < split.Cases.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var one = split.Cases[i];
            var ranked = best.AsSpan(0, ranker.Rank(one.User, best));
            foreach (var sum in sums) sum.Add(ranked, one.Relevant);
            if ((i + 1) % 100 == 0 || i + 1 == split.Cases.Count) done?.Invoke(i + 1);
        }
        return new RankerReport(ranker.Name, Array.ConvertAll(sums, sum => sum.Mean()));
    }
}
