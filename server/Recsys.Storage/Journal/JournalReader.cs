namespace Recsys.Storage.Journal;

/// <summary>Someone who reads the journal and has not finished with all of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Position">Up to where it has read: retention keeps what lies behind this position.</param>
/// <param name="UpdateTime">When it last said so.</param>
public sealed record JournalReader(string Name, long Position, DateTimeOffset UpdateTime);
