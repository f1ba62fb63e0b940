namespace Recsys.Snapshots.Ranking;

/// <summary>What comparing the fused kernels found.</summary>
/// <param name="Largest">Largest difference of a score from TorchScript's; NaN where a score is not a number.</param>
/// <param name="Screening">Largest difference, in log odds, of a score of 8 bits from the kernels' own; NaN where there
/// are none or one is not a number.</param>
/// <param name="Compared">Scores that were compared.</param>
public readonly record struct RankerDifference(double Largest, double Screening, int Compared);
