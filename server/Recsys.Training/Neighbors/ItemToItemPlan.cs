using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Evidence;

namespace Recsys.Training.Neighbors;

/// <summary>What was learned on the latest part of the data about fitting and asking item-to-item tables.</summary>
/// <param name="Lambda">λ of EASE.</param>
/// <param name="Filter">α, s and p of the graph filter, and how many weights of a row it keeps.</param>
/// <param name="Powers">How transitions are normalised.</param>
/// <param name="Evidence">How much interactions count in fitting.</param>
/// <param name="Settings">How each source is asked.</param>
internal sealed record ItemToItemPlan(
    float Lambda, GraphFilterShape Filter, TransitionPowers Powers, LearnedEvidence Evidence,
    ItemToItemSettings Settings)
{
    /// <summary>What holds where there is nothing to learn from.</summary>
    public static ItemToItemPlan Standard { get; } = new(
        100, new GraphFilterShape(0.1f, 0),
        new TransitionPowers(0.5, 0.5), LearnedEvidence.None, ItemToItemSettings.None);
}
