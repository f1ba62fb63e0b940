namespace Recsys.Training.Evaluation;

/// <summary>A bootstrap confidence interval of 95 % (see <see cref="CustomerBootstrap"/>).</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Interval(double Low, double High);
