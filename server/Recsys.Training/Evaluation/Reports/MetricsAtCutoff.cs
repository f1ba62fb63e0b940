namespace Recsys.Training.Evaluation;

/// <summary>Means over customers at one cut-off, all in [0, 1].</summary>
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
}
