namespace Recsys.Storage;

/// <summary>What opening the store found and did.</summary>
/// <param name="CheckpointPosition">
/// Journal position of the checkpoint that was used; the journal's begin when none was.
/// </param>
/// <param name="CheckpointUsed">
/// Name of the checkpoint that was used, or null after a full replay or for a new store.
/// </param>
/// <param name="ReplayedRecords">Journal records applied after it.</param>
/// <param name="DiscardedTailBytes">Bytes of a torn, never acknowledged tail that were cut off.</param>
/// <param name="Warnings">
/// One line for each thing that was damaged and how it was got around; empty when all was well.
/// </param>
/// <param name="Elapsed">How long opening took.</param>
public sealed record RecoveryReport(
    long CheckpointPosition,
    string? CheckpointUsed,
    long ReplayedRecords,
    long DiscardedTailBytes,
    IReadOnlyList<string> Warnings,
    TimeSpan Elapsed);
