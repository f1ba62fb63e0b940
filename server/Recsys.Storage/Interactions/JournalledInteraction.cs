using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Interactions;

/// <summary>An interaction read back from the journal.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="ProductRow">The product's catalogue row.</param>
/// <param name="NextPosition">Journal position after it: reading from here goes on with the next one.</param>
public readonly record struct JournalledInteraction(Interaction Interaction, int ProductRow, long NextPosition);
