namespace Recsys.Training.Evaluation;

/// <summary>Means over customers at one cut-off, all in [0, 1] unless said otherwise.</summary>
public sealed record MetricsAtCutoff
{
    /// <summary>The cut-off k.</summary>
    public required int K { get; init; }

    /// <summary>Mean recall@k.</summary>
    public required double Recall { get; init; }

    /// <summary>Mean ndcg@k.</summary>
    public required double Ndcg { get; init; }

    /// <summary>Share of customers with at least one hit among k.</summary>
    public required double HitRate { get; init; }

    /// <summary>Mean precision@k.</summary>
    public required double Precision { get; init; }

    /// <summary>Mean reciprocal rank of the first hit among k.</summary>
    public required double Mrr { get; init; }

    /// <summary>Share of the training items that were among the first k of at least one customer.</summary>
    public required double Coverage { get; init; }

    /// <summary>Intervals of recall, ndcg, hit rate, precision and mrr, by name; empty where none were made.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>
    /// Mean self-information of what is shown, in bits, 0 or more: −log₂ of the share of training customers who had the
    /// product (Zhou et al., 2010).
    /// </summary>
    public double Novelty { get; init; }

    /// <summary>
    /// Mean over lists of 1 − the mean cosine between two of their products, by which customers had them; of the first
    /// 20 at most, over at most 1,000 customers. Null where no list has two products.
    /// </summary>
    public double? Diversity { get; init; }

    /// <summary>
    /// Gini coefficient of how often each training product is shown: 0 when all are shown alike, near 1 when few take
    /// all places.
    /// </summary>
    public double Gini { get; init; }

    /// <summary>Mean place of what is shown among all products by customers: 1 is the most popular, 0 the
    /// least.</summary>
    public double PopularityPercentile { get; init; }
}
