namespace Recsys.Training.Evaluation;

/// <summary>Something that was not measured.</summary>
/// <param name="Name">What.</param>
/// <param name="Reason">Why, in one line.</param>
public sealed record SkippedReport(string Name, string Reason);
