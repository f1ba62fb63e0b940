using Recsys.Storage.Catalogue;

namespace Recsys.Storage.Erasure;

/// <summary>What became of an erasure. It is durable and in force when the result is there.</summary>
/// <param name="Outcome">Deleted, NotFound, EtagMismatch or Invalid.</param>
/// <param name="TimeMs">When, in milliseconds since 1970-01-01 UTC; 0 when nothing was erased.</param>
/// <param name="JournalPosition">
/// What reflects the journal up to here no longer knows the customer; 0 when nothing was erased.
/// </param>
/// <param name="Violation">What is wrong with the id when the outcome is Invalid; null otherwise.</param>
public sealed record EraseResult(
    WriteOutcome Outcome, long TimeMs = 0, long JournalPosition = 0, FieldViolation? Violation = null);
