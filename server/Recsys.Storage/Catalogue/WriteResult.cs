namespace Recsys.Storage.Catalogue;

/// <summary>
/// What became of a write, and the record after it. A written record is durable when the result is there.
/// </summary>
/// <typeparam name="T">Product or customer.</typeparam>
/// <param name="Outcome">What became of it.</param>
/// <param name="Stored">The record after a create or update; null otherwise.</param>
/// <param name="Violation">
/// The field at fault when the outcome is <see cref="WriteOutcome.Invalid"/>; null otherwise.
/// </param>
public sealed record WriteResult<T>(WriteOutcome Outcome, Stored<T>? Stored = null, FieldViolation? Violation = null)
{
    /// <summary>Whether something was written.</summary>
    public bool Written => Outcome is WriteOutcome.Created or WriteOutcome.Updated or WriteOutcome.Deleted;
}
