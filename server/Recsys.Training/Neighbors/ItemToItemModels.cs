using Recsys.Pipeline.Retrieval;

namespace Recsys.Training.Neighbors;

/// <summary>The item-to-item tables of one training; null are those that nobody asks.</summary>
/// <param name="Ease">Which features, similar products and sessions read, too: it is always there.</param>
/// <param name="GraphFilter">The graph filter.</param>
/// <param name="Transitions">What follows what; null too where the data has no order.</param>
/// <param name="ItemKnn">Cosines.</param>
internal sealed record ItemToItemModels(
    ItemNeighbors Ease, ItemNeighbors? GraphFilter, ItemNeighbors? Transitions, ItemNeighbors? ItemKnn);
