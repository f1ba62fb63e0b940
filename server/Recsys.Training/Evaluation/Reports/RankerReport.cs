namespace Recsys.Training.Evaluation;

/// <summary>What one ranker reached.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cutoffs">One entry per cut-off, ascending.</param>
public sealed record RankerReport(string Name, IReadOnlyList<MetricsAtCutoff> Cutoffs)
{
    /// <summary>
    /// What it is: <c>baseline</c>, <c>source</c> (one source of the pipeline alone), <c>stage</c> (retrieval without
    /// the ranker), <c>pipeline</c> (the whole), or <c>ablation</c> (the whole without a part).
    /// </summary>
    public string Kind { get; init; } = "";

    /// <summary>Recall against k.</summary>
    public IReadOnlyList<RecallPoint> Curve { get; init; } = [];

    /// <summary>How it compares, by metric and cut-off: the pipeline and retrieval with the best single source, all
    /// else with the pipeline.</summary>
    public IReadOnlyList<ComparisonReport> Comparisons { get; init; } = [];
}
