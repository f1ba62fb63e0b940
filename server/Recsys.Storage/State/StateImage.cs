namespace Recsys.Storage.State;

/// <summary>
/// One FASTER store as a checkpoint has it. The records are in the store's log, which is only added to, so a checkpoint
/// is little more than the position up to which it belongs to it.
/// </summary>
/// <param name="Log">FASTER's name for the checkpoint of the log.</param>
/// <param name="Index">FASTER's name for the last checkpoint of the hash index before it.</param>
/// <param name="Begin">Address of the first record.</param>
/// <param name="End">Address after the last.</param>
/// <param name="Pages">CRC-32C of each page of the log in order, four bytes little-endian each.</param>
/// <param name="Rest">The bytes of the last, incomplete sector. It is written again with what comes after them, and
/// with marks in the records before, so a start puts these back.</param>
/// <param name="CompactedBytes">Length of the log when it was last compacted whole.</param>
internal sealed record StateImage(
    Guid Log, Guid Index, long Begin, long End, byte[] Pages, byte[] Rest, long CompactedBytes)
{
    /// <summary>The tokens of FASTER's files that belong to it.</summary>
    public IEnumerable<Guid> Tokens => [Log, Index];
}
