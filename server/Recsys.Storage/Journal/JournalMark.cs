namespace Recsys.Storage.Journal;

/// <summary>How far the journal went at some time.</summary>
/// <param name="Position">Where a record began, or was to begin.</param>
/// <param name="TimeMs">When, in milliseconds since 1970-01-01 UTC.</param>
internal readonly record struct JournalMark(long Position, long TimeMs);
