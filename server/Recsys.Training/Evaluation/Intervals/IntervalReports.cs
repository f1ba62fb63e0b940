namespace Recsys.Training.Evaluation;

/// <summary>Makes reports of measurements: means with intervals, comparisons and slices.</summary>
internal sealed class IntervalReports(
    IReadOnlyList<RankingMeasurement> measured, int draws, int seed, CancellationToken cancellation)
{
    /// <summary>Kind of the rankers that are one source alone.</summary>
    public const string SourceKind = "source";

    /// <summary>Name and kind of the whole.</summary>
    public const string Pipeline = "pipeline";

    private static readonly int MetricCount = RankingMeasurement.Metrics.Count;

    /// <summary>One report for each ranker.</summary>
    public IReadOnlyList<RankerReport> Rankers()
    {
        if (measured.Count == 0) return [];
        var plan = measured[0].Plan;
        var bootstrap = CustomerBootstrap.Of(
            [.. measured.SelectMany(one => Enumerable.Range(0, plan.Cutoffs.Length).SelectMany(cutoff =>
                RankingMeasurement.Metrics.Select(metric => one.Values(cutoff, metric))))],
            draws, seed, cancellation);
        int Series(int ranker, int cutoff, RankingMetric metric) =>
            (ranker * plan.Cutoffs.Length + cutoff) * MetricCount + (int)metric;

        var reports = new List<RankerReport>();
        for (int ranker = 0; ranker < measured.Count; ranker++)
        {
            var report = measured[ranker].Report();
            var cutoffs = report.Cutoffs.Select((at, cutoff) => at with
            {
                Intervals = RankingMeasurement.Metrics.ToDictionary(
                    RankingMeasurement.NameOf, metric => bootstrap.Mean(Series(ranker, cutoff, metric))),
            });
            var comparisons = new List<ComparisonReport>();
            for (int cutoff = 0; cutoff < plan.Cutoffs.Length; cutoff++)
            {
                foreach (var metric in RankingMeasurement.Metrics)
                {
                    int other = Rival(ranker, cutoff, metric);
                    if (other < 0) continue;
                    comparisons.Add(Compare(
                        bootstrap, Series(ranker, cutoff, metric), Series(other, cutoff, metric), ranker, other, cutoff,
                        metric));
                }
            }
            reports.Add(report with { Cutoffs = [.. cutoffs], Comparisons = comparisons });
        }
        return reports;
    }

    /// <summary>One report for each slice.</summary>
    public IReadOnlyList<SliceReport> Slices()
    {
        if (measured.Count == 0 || measured[0].Plan.Slices is not { } slices) return [];
        var plan = measured[0].Plan;
        int cutoff = Array.IndexOf(plan.Cutoffs, plan.SliceK);
        var reports = new List<SliceReport>();
        foreach (var slice in slices.Customers)
        {
            float[] Part(RankingMeasurement one, RankingMetric metric) =>
                [.. slice.Cases.Select(at => one.Values(cutoff, metric)[at])];
            reports.Add(Slice(
                slice.Dimension, slice.Name, slice.Cases.Length,
                slice.Cases.Sum(at => (long)plan.Split.Cases[at].Relevant.Count),
                [.. measured.Select(one => (Part(one, RankingMetric.Recall), Part(one, RankingMetric.Ndcg)))]));
        }
        for (int i = 0; i < slices.Products.Count; i++)
        {
            var slice = slices.Products[i];
            reports.Add(Slice(
                slice.Dimension, slice.Name, slice.Cases.Length, slice.ProductsToFind,
                [.. measured.Select(one => one.ProductSlices[i])]));
        }
        return reports;
    }

    private SliceReport Slice(
        string dimension, string name, int customers, long products,
        IReadOnlyList<(float[] Recall, float[] Ndcg)> values)
    {
        var bootstrap = CustomerBootstrap.Of(
            [.. values.SelectMany(pair => new[] { pair.Recall, pair.Ndcg })], draws, seed, cancellation);
        return new SliceReport
        {
            Dimension = dimension,
            Name = name,
            Customers = customers,
            ProductsToFind = products,
            K = measured[0].Plan.SliceK,
            Rankers =
            [
                .. measured.Select((one, i) => new SliceRankerReport(
                    one.Name, values[i].Recall.Average(), bootstrap.Mean(2 * i), values[i].Ndcg.Average(),
                    bootstrap.Mean(2 * i + 1))),
            ],
        };
    }

    // The pipeline and its stages stand against the best single source, all else against the pipeline.
    private int Rival(int ranker, int cutoff, RankingMetric metric)
    {
        if (measured[ranker].Kind is not (Pipeline or "stage"))
        {
            for (int i = 0; i < measured.Count; i++)
                if (measured[i].Name == Pipeline) return i;
            return -1;
        }
        int best = -1;
        for (int i = 0; i < measured.Count; i++)
        {
            if (measured[i].Kind != SourceKind) continue;
            if (best < 0 || measured[i].Mean(cutoff, metric) > measured[best].Mean(cutoff, metric)) best = i;
        }
        return best;
    }

    private ComparisonReport Compare(
        CustomerBootstrap bootstrap, int series, int against, int ranker, int other, int cutoff, RankingMetric metric)
    {
        double mean = measured[ranker].Mean(cutoff, metric), otherMean = measured[other].Mean(cutoff, metric);
        return new ComparisonReport(
            RankingMeasurement.NameOf(metric), measured[ranker].Plan.Cutoffs[cutoff], measured[other].Name,
            mean - otherMean, bootstrap.Difference(series, against), otherMean > 0 ? mean / otherMean - 1 : null,
            bootstrap.Relative(series, against));
    }
}
