using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>What became of one interaction.</summary>
/// <param name="InteractionId">Its id.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Rejection">Why it was rejected; null for any other fate.</param>
/// <param name="JournalPosition">
/// What <c>min_journal_position</c> of a request for recommendations takes, so that the answer reflects it.
/// </param>
public sealed record InteractionReceipt(
    string InteractionId, InteractionFate Fate, InteractionRejection? Rejection, long JournalPosition);
