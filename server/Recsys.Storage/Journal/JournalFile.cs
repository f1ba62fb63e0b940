namespace Recsys.Storage.Journal;

/// <summary>One file of the journal.</summary>
/// <param name="Name">Its name in the journal's folder.</param>
/// <param name="BeginPosition">Position of its first byte.</param>
/// <param name="Bytes">Its length.</param>
public sealed record JournalFile(string Name, long BeginPosition, long Bytes);
