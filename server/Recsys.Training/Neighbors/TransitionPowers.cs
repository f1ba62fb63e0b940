namespace Recsys.Training.Neighbors;

/// <summary>
/// How counts of transitions are divided by how often their ends come (<see cref="TransitionFitter"/>).
/// </summary>
/// <param name="Source">p, of the item that is left, 0–1.</param>
/// <param name="Target">q, of the item that is reached, 0–1.</param>
internal readonly record struct TransitionPowers(double Source, double Target);
