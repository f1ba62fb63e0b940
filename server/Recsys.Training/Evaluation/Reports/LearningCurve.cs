namespace Recsys.Training.Evaluation;

/// <summary>How a training's loss fell.</summary>
/// <param name="Stage">What was trained.</param>
/// <param name="Points">Earliest first.</param>
public sealed record LearningCurve(string Stage, IReadOnlyList<LearningPoint> Points);
