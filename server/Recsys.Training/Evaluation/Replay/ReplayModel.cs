using Recsys.Models.Repository;

namespace Recsys.Training.Evaluation;

/// <summary>A model of a replay.</summary>
/// <param name="Version">The version.</param>
/// <param name="Items">How many products it knows: the first ones of any later table.</param>
/// <param name="Seconds">What its training took, the reading of its data included.</param>
internal sealed record ReplayModel(ModelVersion Version, int Items, double Seconds);
