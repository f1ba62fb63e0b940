namespace Recsys.Storage.Interactions;

/// <summary>What became of an append.</summary>
/// <param name="Outcomes">One per interaction, in the order given.</param>
/// <param name="DurablePosition">
/// Journal position up to which everything is durable, this append included; reading from here sees only what came
/// later.
/// </param>
public sealed record AppendResult(IReadOnlyList<AppendOutcome> Outcomes, long DurablePosition);
