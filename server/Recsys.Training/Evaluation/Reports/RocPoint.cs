namespace Recsys.Training.Evaluation;

/// <summary>A point of the ROC curve: what a threshold on the score lets through.</summary>
/// <param name="FalsePositiveRate">Share of the products that were not bought.</param>
/// <param name="TruePositiveRate">Share of the products that were.</param>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate);
