using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex;

/// <summary>What a search sees of an index: one moment of it. Immutable.</summary>
/// <param name="Lists">The lists.</param>
/// <param name="Vectors">The vectors by catalogue row; each row of a list has one.</param>
/// <param name="Count">Products in all lists.</param>
internal sealed record ListsView(CodedList[] Lists, ItemVectors Vectors, int Count);
