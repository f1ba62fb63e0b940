namespace Recsys.Training.Evaluation;

/// <summary>What one way of training reached.</summary>
public sealed record ReplayResult
{
    /// <summary>Name of the way.</summary>
    public required string Cadence { get; init; }

    /// <summary>Mean recall.</summary>
    public required double Recall { get; init; }

    /// <summary>Its interval, by customers.</summary>
    public required Interval RecallInterval { get; init; }

    /// <summary>Mean ndcg.</summary>
    public required double Ndcg { get; init; }

    /// <summary>Its interval.</summary>
    public required Interval NdcgInterval { get; init; }

    /// <summary>ndcg less that of the first way, as a part of it; null where that may be 0.</summary>
    public double? NdcgAgainstFirst { get; init; }

    /// <summary>Its interval, over the same customers and days.</summary>
    public Interval? NdcgAgainstFirstInterval { get; init; }
}
