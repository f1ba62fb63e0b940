namespace Recsys.Training.Evaluation;

/// <summary>What one ranker reached.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cutoffs">One entry per cut-off, ascending.</param>
public sealed record RankerReport(string Name, IReadOnlyList<MetricsAtCutoff> Cutoffs);
