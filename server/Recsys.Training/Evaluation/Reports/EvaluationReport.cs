namespace Recsys.Training.Evaluation;

/// <summary>
/// Outcome of <see cref="OfflineEvaluation"/>. Written as JSON its names are in snake case; fields are only ever added.
/// </summary>
public sealed record EvaluationReport
{
    /// <summary>Layout of the document.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>What was learned from.</summary>
    public required TableReport Train { get; init; }

    /// <summary>What was predicted.</summary>
    public required TableReport Test { get; init; }

    /// <summary>How the two came about, in a few words.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>Test interactions that are no task, and why.</summary>
    public required LeftOutReport LeftOut { get; init; }

    /// <summary>Customers measured: those with training history and at least one product to find.</summary>
    public required int Customers { get; init; }

    /// <summary>Products to find, summed over customers.</summary>
    public required long ProductsToFind { get; init; }

    /// <summary>Whether products of a customer's training history may be recommended and count as found.</summary>
    public required bool RepeatPurchases { get; init; }

    /// <summary>Candidates each request retrieved.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>Time of the requests in milliseconds since 1970-01-01 UTC: just after the last training
    /// interaction; with leave-last, each customer's request has the time of what was left out instead.</summary>
    public required long RequestTimeMs { get; init; }

    /// <summary>
    /// What each ranker reached on full rankings: <c>popularity</c>, <c>item_knn</c>, <c>ease</c>, each source of the
    /// pipeline alone, by its name, <c>retrieval</c> (the candidates in retrieval's own order), <c>pipeline</c> (the
    /// whole) and, where asked for, the whole without its parts.
    /// </summary>
    public required IReadOnlyList<RankerReport> Rankers { get; init; }

    /// <summary>Share of a customer's products to find that are among the candidates, averaged over customers, in [0,
    /// 1].</summary>
    public required double CandidateRecall { get; init; }

    /// <summary>What the ranker's probabilities are worth.</summary>
    public required ScorerReport Scorer { get; init; }

    /// <summary>What rankers reached for parts of customers and products.</summary>
    public IReadOnlyList<SliceReport> Slices { get; init; } = [];

    /// <summary>How the losses of training fell, by stage.</summary>
    public IReadOnlyList<LearningCurve> LearningCurves { get; init; } = [];

    /// <summary>What was left out, and why.</summary>
    public required IReadOnlyList<SkippedReport> Skipped { get; init; }

    /// <summary>What training measured of itself, by name.</summary>
    public required IReadOnlyDictionary<string, double> TrainingMetrics { get; init; }

    /// <summary>Ranker, settings and sources of the training.</summary>
    public required TrainedWithReport TrainedWith { get; init; }

    /// <summary>Seconds by step.</summary>
    public required IReadOnlyDictionary<string, double> Seconds { get; init; }
}
