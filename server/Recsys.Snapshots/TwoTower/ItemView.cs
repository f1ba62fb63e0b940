using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.TwoTower;

/// <summary>Features and vectors of all products at one moment. Immutable.</summary>
/// <param name="Items">Features by catalogue row, normalised.</param>
/// <param name="Vectors">The item tower's vectors by catalogue row; zeros for a row without a product.</param>
internal sealed record ItemView(ItemColumns Items, ItemVectors Vectors);
