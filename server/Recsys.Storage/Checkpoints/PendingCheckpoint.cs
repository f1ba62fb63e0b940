using Recsys.Storage.Journal;
using Recsys.Storage.State;

namespace Recsys.Storage.Checkpoints;

/// <summary>A checkpoint whose moment is fixed and whose files are being written while the writer goes on.</summary>
/// <param name="Number">Its number.</param>
/// <param name="JournalPosition">Everything before it is in the checkpoint, nothing after it.</param>
/// <param name="Catalogue">Products and customers; null when they are as in the checkpoint before.</param>
/// <param name="Histories">Histories.</param>
/// <param name="Parts">Name and bytes of what is kept beside FASTER, as of that moment.</param>
/// <param name="Interactions">Interactions accepted before that moment.</param>
/// <param name="LatestInteractionMs">Time of the newest of them.</param>
/// <param name="HistoryCount">Customers with a history, and sessions begun.</param>
/// <param name="Marks">How far the journal went when, up to this checkpoint.</param>
internal sealed record PendingCheckpoint(
    int Number,
    long JournalPosition,
    StateCheckpoint? Catalogue,
    StateCheckpoint Histories,
    IReadOnlyList<(string Name, byte[] Bytes)> Parts,
    long Interactions,
    long LatestInteractionMs,
    long HistoryCount,
    IReadOnlyList<JournalMark> Marks);
