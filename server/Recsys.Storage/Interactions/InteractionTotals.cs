namespace Recsys.Storage.Interactions;

/// <summary>Totals over all interactions ever accepted.</summary>
/// <param name="Count">How many.</param>
/// <param name="LatestMs">Time of the newest in milliseconds since 1970-01-01 UTC; 0 when there is none.</param>
internal readonly record struct InteractionTotals(long Count, long LatestMs);
