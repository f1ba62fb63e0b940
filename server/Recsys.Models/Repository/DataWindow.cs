namespace Recsys.Models.Repository;

/// <summary>Times of the first and last interaction a model learned from; both 0 where the data has no times.</summary>
/// <param name="FromMs">The first, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="ToMs">The last, in milliseconds since 1970-01-01 UTC, inclusive.</param>
public sealed record DataWindow(long FromMs, long ToMs);
