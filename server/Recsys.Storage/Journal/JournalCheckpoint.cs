namespace Recsys.Storage.Journal;

/// <summary>A checkpoint, as far as the journal is concerned.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">A start that uses it replays from here.</param>
/// <param name="Time">When it was taken.</param>
public sealed record JournalCheckpoint(string Name, long Position, DateTimeOffset? Time);
