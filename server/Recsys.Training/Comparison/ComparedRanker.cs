namespace Recsys.Training.Comparison;

/// <summary>What one kind of ranker reached.</summary>
public sealed record ComparedRanker
{
    /// <summary>Its name.</summary>
    public required string Kind { get; init; }

    /// <summary>Area under the ROC curve on the test's products, in [0, 1]; null where not defined.</summary>
    public required double? Auc { get; init; }

    /// <summary>Mean negative log-likelihood over the whole catalogue; null where not defined.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>Expected calibration error on the validation window; null where there was too little data.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>Recall of the pipeline at the largest cut-off.</summary>
    public required double Recall { get; init; }

    /// <summary>Ndcg of the pipeline at the largest cut-off.</summary>
    public required double Ndcg { get; init; }

    /// <summary>Rows trained per second of processor time, gathering included.</summary>
    public required double? RowsPerCpuSecond { get; init; }

    /// <summary>Numbers that were trained, tables included.</summary>
    public required long Parameters { get; init; }

    /// <summary>Microseconds to score <see cref="RankerComparison.Candidates"/> products by libtorch, one thread,
    /// median.</summary>
    public required double LibtorchMicroseconds { get; init; }

    /// <summary>The same in kernels of our own; null where there are none for it.</summary>
    public required double? FusedMicroseconds { get; init; }
}
