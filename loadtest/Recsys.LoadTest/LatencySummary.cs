namespace Recsys.LoadTest;

/// <summary>What is shown of a distribution of durations, in microseconds.</summary>
/// <param name="Count">Durations in it.</param>
/// <param name="MeanUs">Mean.</param>
/// <param name="P50Us">Median.</param>
/// <param name="P90Us">90th percentile.</param>
/// <param name="P99Us">99th percentile.</param>
/// <param name="P999Us">99.9th percentile.</param>
/// <param name="P9999Us">99.99th percentile.</param>
/// <param name="MaxUs">Longest.</param>
public sealed record LatencySummary(
    long Count, double MeanUs, double P50Us, double P90Us, double P99Us, double P999Us,
    double P9999Us, double MaxUs);
