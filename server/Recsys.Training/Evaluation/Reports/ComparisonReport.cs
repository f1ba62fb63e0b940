namespace Recsys.Training.Evaluation;

/// <summary>One ranker against another on the same customers, paired.</summary>
/// <param name="Metric">Name of the metric, as in <see cref="MetricsAtCutoff"/>.</param>
/// <param name="K">The cut-off.</param>
/// <param name="With">Name of the other ranker.</param>
/// <param name="Difference">This one's mean less the other's.</param>
/// <param name="DifferenceInterval">Interval of that difference; without 0 in it, it is no accident.</param>
/// <param name="Relative">The difference as a part of the other's mean; null where that is 0.</param>
/// <param name="RelativeInterval">Its interval; null where the other's mean may be 0.</param>
public sealed record ComparisonReport(
    string Metric, int K, string With, double Difference, Interval DifferenceInterval, double? Relative,
    Interval? RelativeInterval);
