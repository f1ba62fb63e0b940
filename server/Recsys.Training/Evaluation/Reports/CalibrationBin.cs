namespace Recsys.Training.Evaluation;

/// <summary>Products of which the ranker said about the same, and what came of them.</summary>
/// <param name="Count">Products scored.</param>
/// <param name="Predicted">Mean of the ranker's probabilities.</param>
/// <param name="Observed">Share that was bought.</param>
/// <param name="Interval">95 % interval of that share (Wilson, 1927).</param>
public sealed record CalibrationBin(int Count, double Predicted, double Observed, Interval Interval);
