using System.Text.Json;

namespace Recsys.Training.Evaluation;

/// <summary>One ranker's figures, customer by customer.</summary>
/// <param name="plan">What was measured.</param>
/// <param name="name">The ranker's name.</param>
/// <param name="kind">What it is; see <see cref="RankerReport.Kind"/>.</param>
internal sealed class RankingMeasurement(MeasuringPlan plan, string name, string kind)
{
    public static readonly IReadOnlyList<RankingMetric> Metrics = Enum.GetValues<RankingMetric>();

    private readonly float[][] _values = [.. Enumerable.Range(0, plan.Cutoffs.Length * Metrics.Count)
        .Select(_ => new float[plan.Split.Cases.Count])];
    private readonly double[] _curve = new double[plan.Curve.Length];
    private readonly ListTally[] _lists = [.. plan.Cutoffs.Select(k => new ListTally(plan, k))];
    private readonly Lock _gate = new();

    public string Name => name;

    public string Kind => kind;

    public MeasuringPlan Plan => plan;

    /// <summary>Whether any list held anything.</summary>
    public bool Listed => _lists[^1].Shown > 0;

    /// <summary>Recall and ndcg of each product slice's customers at the slices' cut-off, in their order.</summary>
    public (float[] Recall, float[] Ndcg)[] ProductSlices { get; } =
    [
        .. (plan.Slices?.Products ?? []).Select(
            slice => (new float[slice.Cases.Length], new float[slice.Cases.Length])),
    ];

    /// <summary>Name of a metric in reports, in snake case.</summary>
    public static string NameOf(RankingMetric metric) =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(metric.ToString());

    /// <summary>A metric's values, one for each customer.</summary>
    public float[] Values(int cutoff, RankingMetric metric) => _values[cutoff * Metrics.Count + (int)metric];

    public double Mean(int cutoff, RankingMetric metric)
    {
        double sum = 0;
        foreach (float value in Values(cutoff, metric)) sum += value;
        return sum / Math.Max(plan.Split.Cases.Count, 1);
    }

    /// <summary>Takes one customer's list; any number of customers at once.</summary>
    public void Add(int index, ReadOnlySpan<int> ranked)
    {
        var relevant = plan.Split.Cases[index].Relevant;
        for (int i = 0; i < plan.Cutoffs.Length; i++)
        {
            var scores = RankingMetrics.Score(ranked, relevant, plan.Cutoffs[i]);
            Values(i, RankingMetric.Recall)[index] = (float)scores.Recall;
            Values(i, RankingMetric.Ndcg)[index] = (float)scores.Ndcg;
            Values(i, RankingMetric.HitRate)[index] = (float)scores.HitRate;
            Values(i, RankingMetric.Precision)[index] = (float)scores.Precision;
            Values(i, RankingMetric.Mrr)[index] = (float)scores.ReciprocalRank;
        }
        AddSlices(index, ranked);
        bool diverse = index % plan.DiverseStep == 0;
        double? diversity = diverse
            ? plan.Popularity.Diversity(ranked[..Math.Min(ranked.Length, MeasuringPlan.DiverseProducts)])
            : null;
        lock (_gate)
        {
            foreach (var list in _lists) list.Add(ranked, diversity, diverse);
            AddCurve(ranked, relevant);
        }
    }

    /// <summary>The means, without intervals and comparisons.</summary>
    public RankerReport Report() => new(name, [.. plan.Cutoffs.Select((k, i) => At(i))])
    {
        Kind = kind,
        Curve = [.. plan.Curve.Select((k, i) =>
            new RecallPoint(k, _curve[i] / Math.Max(plan.Split.Cases.Count, 1)))],
    };

    private MetricsAtCutoff At(int cutoff) => _lists[cutoff].Describe(new MetricsAtCutoff
    {
        K = plan.Cutoffs[cutoff],
        Recall = Mean(cutoff, RankingMetric.Recall),
        Ndcg = Mean(cutoff, RankingMetric.Ndcg),
        HitRate = Mean(cutoff, RankingMetric.HitRate),
        Precision = Mean(cutoff, RankingMetric.Precision),
        Mrr = Mean(cutoff, RankingMetric.Mrr),
        Coverage = 0,
    });

    private void AddSlices(int index, ReadOnlySpan<int> ranked)
    {
        if (plan.Slices is null) return;
        for (int slice = 0; slice < ProductSlices.Length; slice++)
        {
            if (!plan.Slices.Products[slice].TryGetCase(index, out int at, out var relevant)) continue;
            var scores = RankingMetrics.Score(ranked, relevant, plan.SliceK);
            ProductSlices[slice].Recall[at] = (float)scores.Recall;
            ProductSlices[slice].Ndcg[at] = (float)scores.Ndcg;
        }
    }

    private void AddCurve(ReadOnlySpan<int> ranked, IReadOnlySet<int> relevant)
    {
        int hits = 0, seen = 0;
        for (int i = 0; i < plan.Curve.Length; i++)
        {
            for (; seen < Math.Min(plan.Curve[i], ranked.Length); seen++)
                if (relevant.Contains(ranked[seen])) hits++;
            _curve[i] += (double)hits / relevant.Count;
        }
    }
}
