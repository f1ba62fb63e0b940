using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Import.Mapping;

/// <summary>
/// Where a row's interaction type is and which of its words means what; a row with another word is rejected.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Values">Type by word; empty takes the types' own names (view, click, add_to_cart, purchase,
/// rating).</param>
public sealed record TypeColumn(string Column, IReadOnlyDictionary<string, InteractionType> Values);
