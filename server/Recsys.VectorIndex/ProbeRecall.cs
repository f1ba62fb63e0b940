namespace Recsys.VectorIndex;

/// <summary>Recall of searches that look into so many lists.</summary>
/// <param name="Probes">Lists looked into.</param>
/// <param name="Recall">Mean part of the true best that was found, in [0, 1].</param>
public sealed record ProbeRecall(int Probes, double Recall);
