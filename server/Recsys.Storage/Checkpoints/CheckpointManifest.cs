using Recsys.Storage.Journal;
using Recsys.Storage.State;

namespace Recsys.Storage.Checkpoints;

/// <summary>What belongs to one checkpoint.</summary>
/// <param name="StateFormat">How FASTER lays the state out (<see cref="StateStore.Format"/>).</param>
/// <param name="JournalPosition">Everything before it is in the checkpoint, nothing after it.</param>
/// <param name="Catalogue">Products and customers.</param>
/// <param name="Histories">Histories.</param>
/// <param name="Interactions">Interactions accepted before it.</param>
/// <param name="LatestInteractionMs">Time of the newest of them.</param>
/// <param name="HistoryCount">Customers with a history, and sessions begun.</param>
/// <param name="Files">Its files with length and checksum.</param>
/// <param name="Marks">How far the journal went when, oldest first; the last is this checkpoint's own.</param>
internal sealed record CheckpointManifest(
    int StateFormat,
    long JournalPosition,
    StateImage Catalogue,
    StateImage Histories,
    long Interactions,
    long LatestInteractionMs,
    long HistoryCount,
    IReadOnlyList<CheckpointFile> Files,
    IReadOnlyList<JournalMark> Marks);
