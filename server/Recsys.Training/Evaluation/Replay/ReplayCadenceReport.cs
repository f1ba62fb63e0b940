namespace Recsys.Training.Evaluation;

/// <summary>One way of training.</summary>
/// <param name="Name"><c>once</c>, <c>monthly</c>, <c>weekly</c>, <c>daily</c> or <c>incremental</c>.</param>
/// <param name="Trainings">Trainings that the measured days took; ways share those of the same time.</param>
/// <param name="MeanAgeDays">Mean age of the model on the measured days.</param>
/// <param name="SecondsPerTraining">Mean time of a training.</param>
public sealed record ReplayCadenceReport(string Name, int Trainings, double MeanAgeDays, double SecondsPerTraining);
