namespace Recsys.Training.Evaluation;

/// <summary>What lists of k products show, whether it is wanted or not.</summary>
internal sealed class ListTally(MeasuringPlan plan, int k)
{
    private readonly long[] _shown = new long[plan.Split.Feedback.ItemCount];
    private double _information, _percentile, _diversity;
    private int _diverseLists;

    /// <summary>Products shown, counted each time.</summary>
    public long Shown { get; private set; }

    public void Add(ReadOnlySpan<int> ranked, double? diversity, bool diverse)
    {
        var list = ranked[..Math.Min(k, ranked.Length)];
        foreach (int item in list)
        {
            _shown[item]++;
            _information += plan.Popularity.Information[item];
            _percentile += plan.Popularity.Percentile[item];
        }
        Shown += list.Length;
        if (!diverse) return;
        // Up to the number of products that diversity looks at, each cut-off has its own.
        if (k < MeasuringPlan.DiverseProducts) diversity = plan.Popularity.Diversity(list);
        if (diversity is not { } value) return;
        _diversity += value;
        _diverseLists++;
    }

    public MetricsAtCutoff Describe(MetricsAtCutoff means) => means with
    {
        Coverage = (double)_shown.Count(count => count > 0) / Math.Max(_shown.Length, 1),
        Novelty = _information / Math.Max(Shown, 1),
        Diversity = _diverseLists > 0 ? _diversity / _diverseLists : null,
        Gini = ProductPopularity.Gini(_shown),
        PopularityPercentile = _percentile / Math.Max(Shown, 1),
    };
}
