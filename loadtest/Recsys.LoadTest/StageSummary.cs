namespace Recsys.LoadTest;

/// <summary>The server's times of one stage.</summary>
/// <param name="Stage">Its name, in lower snake case.</param>
/// <param name="Time">Its times.</param>
public sealed record StageSummary(string Stage, LatencySummary Time);
