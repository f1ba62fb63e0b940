namespace Recsys.Server.Measuring;

/// <summary>Where times of a window lie.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="P50Ms">Half of them took at most this long, in milliseconds; 0 when there were none.</param>
/// <param name="P90Ms">Nine in ten.</param>
/// <param name="P99Ms">99 in a hundred.</param>
/// <param name="MaxMs">The longest.</param>
internal readonly record struct LatencyFigures(long Count, double P50Ms, double P90Ms, double P99Ms, double MaxMs);
