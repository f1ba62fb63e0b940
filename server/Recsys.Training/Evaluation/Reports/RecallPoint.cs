namespace Recsys.Training.Evaluation;

/// <summary>Mean recall at a cut-off.</summary>
/// <param name="K">The cut-off.</param>
/// <param name="Recall">Mean recall, in [0, 1].</param>
public sealed record RecallPoint(int K, double Recall);
