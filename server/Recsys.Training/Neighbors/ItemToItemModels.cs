using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>The item-to-item tables of one training.</summary>
/// <param name="Ease">Which features, similar products and sessions read, too.</param>
/// <param name="GraphFilter">The graph filter.</param>
/// <param name="Transitions">What follows what; no edges where the data has no order.</param>
/// <param name="ItemKnn">Cosines.</param>
internal sealed record ItemToItemModels(
    ItemNeighbors Ease, ItemNeighbors GraphFilter, ItemNeighbors Transitions, ItemNeighbors ItemKnn);
