namespace Recsys.Storage;

/// <summary>What the store holds, at one moment.</summary>
/// <param name="Products">Products that exist.</param>
/// <param name="ProductRows">Catalogue rows given out, those of deleted products included.</param>
/// <param name="Customers">Customers that exist.</param>
/// <param name="Histories">
/// Customers with a history, and sessions ever begun: one that begins anew, for another customer or after its own was
/// erased, counts again.
/// </param>
/// <param name="Interactions">Interactions ever accepted.</param>
/// <param name="LatestInteractionMs">
/// Time of the newest accepted interaction, in milliseconds since 1970-01-01 UTC; 0 when none.
/// </param>
/// <param name="JournalBeginPosition">Position of the oldest journal record.</param>
/// <param name="JournalDurablePosition">Position up to which the journal is durable.</param>
/// <param name="CheckpointPosition">Journal position of the newest checkpoint; a start replays from here.</param>
/// <param name="JournalBytes">Bytes of journal on disk.</param>
/// <param name="StateMemoryBytes">
/// Bytes of memory the state has taken for records and their hash index; bounded by
/// <see cref="StorageOptions.MemoryBytes"/>.
/// </param>
/// <param name="StateLogBytes">
/// Bytes of the state's records in memory and on disk, those no longer valid included.
/// </param>
public sealed record StorageStatistics(
    long Products,
    long ProductRows,
    long Customers,
    long Histories,
    long Interactions,
    long LatestInteractionMs,
    long JournalBeginPosition,
    long JournalDurablePosition,
    long CheckpointPosition,
    long JournalBytes,
    long StateMemoryBytes,
    long StateLogBytes);
