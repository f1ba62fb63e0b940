namespace Recsys.Storage.Journal;

/// <summary>What a journal holds.</summary>
/// <param name="BeginPosition">Position of its oldest record.</param>
/// <param name="EndPosition">Position up to which it is durable.</param>
/// <param name="Files">Its files, oldest first.</param>
/// <param name="Records">Records by kind.</param>
/// <param name="Interactions">Interactions by type.</param>
/// <param name="OldestTime">Time of the oldest interaction by its own account; null when there is none.</param>
/// <param name="NewestTime">Time of the newest.</param>
/// <param name="Readers">Who still reads it.</param>
/// <param name="Checkpoints">Checkpoints whose manifest can be read, newest first.</param>
/// <param name="Damages">Places that cannot be read; counts leave them out.</param>
public sealed record JournalSummary(
    long BeginPosition,
    long EndPosition,
    IReadOnlyList<JournalFile> Files,
    IReadOnlyDictionary<string, long> Records,
    IReadOnlyDictionary<string, long> Interactions,
    DateTimeOffset? OldestTime,
    DateTimeOffset? NewestTime,
    IReadOnlyList<JournalReader> Readers,
    IReadOnlyList<JournalCheckpoint> Checkpoints,
    IReadOnlyList<JournalDamage> Damages);
