namespace Recsys.Client.Ingestion;

/// <summary>What a stream brought so far, by the acknowledgements that arrived.</summary>
/// <param name="Accepted">Interactions accepted.</param>
/// <param name="Duplicates">Interactions that had been accepted before.</param>
/// <param name="Rejected">Interactions rejected.</param>
/// <param name="JournalPosition">
/// Journal position of the latest acknowledgement: what <c>min_journal_position</c> takes. 0 before the first.
/// </param>
public readonly record struct StreamTotals(long Accepted, long Duplicates, long Rejected, long JournalPosition);
