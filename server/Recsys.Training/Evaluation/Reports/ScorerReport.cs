namespace Recsys.Training.Evaluation;

/// <summary>
/// What the ranker's probabilities are worth on the products to find against products drawn evenly from those that were
/// neither bought nor, without repeat purchases, known. Drawn products are weighted up to all that they stand for.
/// </summary>
public sealed record ScorerReport
{
    /// <summary>Name of the ranker.</summary>
    public required string Name { get; init; }

    /// <summary>Products to find that were scored.</summary>
    public required long Positives { get; init; }

    /// <summary>Other products that were scored.</summary>
    public required long Negatives { get; init; }

    /// <summary>Area under the ROC curve over all customers, in [0, 1]; null where there was nothing to
    /// compare.</summary>
    public required double? Auc { get; init; }

    /// <summary>Mean over customers of the area under each one's own ROC curve.</summary>
    public required double? AucPerCustomer { get; init; }

    /// <summary>Mean negative log-likelihood (natural logarithm) over the whole catalogue.</summary>
    public required double? LogLoss { get; init; }

    /// <summary>The same for a ranker that says the mean rate of purchase everywhere: what knowing nothing
    /// costs.</summary>
    public required double? BaseRateLogLoss { get; init; }

    /// <summary>The ROC curve over all customers; empty where there was nothing to compare.</summary>
    public IReadOnlyList<RocPoint> Roc { get; init; } = [];

    /// <summary>What was said against what came of it, over the whole catalogue and the time of the test; empty where
    /// scores are no probabilities.</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init; } = [];
}
