namespace Recsys.Storage.Journal;

/// <summary>A place of the journal that cannot be read.</summary>
/// <param name="Position">Where it begins.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record JournalDamage(long Position, string Problem);
