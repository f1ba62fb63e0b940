namespace Recsys.VectorIndex;

/// <summary>What was measured and chosen for one number of results.</summary>
/// <param name="Wanted">Results wanted, above 0.</param>
/// <param name="Probes">Lists to look into: the fewest measured that reach the target, else all.</param>
/// <param name="Recall">Mean recall with those, in [0, 1].</param>
/// <param name="Measured">All that was measured, the lists rising.</param>
public sealed record ProbeChoice(int Wanted, int Probes, double Recall, IReadOnlyList<ProbeRecall> Measured);
