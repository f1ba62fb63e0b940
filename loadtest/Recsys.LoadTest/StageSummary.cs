namespace Recsys.LoadTest;

/// <summary>Where the times of one of the server's stages lie.</summary>
/// <param name="Stage">Its name, as the server tells it; "total" is the whole request on the server.</param>
/// <param name="Time">Its times.</param>
/// <param name="Histogram">Its times, to be added to others'.</param>
public sealed record StageSummary(string Stage, LatencySummary Time, HistogramBuckets Histogram);
