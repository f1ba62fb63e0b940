namespace Recsys.Training.Evaluation;

/// <summary>Some of the customers.</summary>
/// <param name="Dimension">What they are told apart by, in lower snake case.</param>
/// <param name="Name">What these have in common.</param>
/// <param name="Cases">Their places among the split's cases, ascending; at least one.</param>
internal sealed record CustomerSlice(string Dimension, string Name, int[] Cases);
