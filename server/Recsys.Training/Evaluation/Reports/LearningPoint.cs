namespace Recsys.Training.Evaluation;

/// <summary>A moment of a training.</summary>
/// <param name="Fraction">How much of it was done, in [0, 1].</param>
/// <param name="Loss">Mean loss of the pass so far.</param>
public sealed record LearningPoint(double Fraction, double Loss);
