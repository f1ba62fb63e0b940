namespace Recsys.LoadTest;

/// <summary>How long one stage took on the server.</summary>
/// <param name="Stage">Its name, in lower snake case.</param>
/// <param name="Nanoseconds">Its time.</param>
public readonly record struct StageTime(string Stage, long Nanoseconds);
