using Recsys.Snapshots.ItemToItem;

namespace Recsys.Training.Neighbors;

/// <summary>What was learned on the latest part of the data about fitting and asking item-to-item tables.</summary>
/// <param name="Lambda">λ of EASE.</param>
/// <param name="Alpha">α of the graph filter's low-pass.</param>
/// <param name="Powers">How transitions are normalised.</param>
/// <param name="Settings">How each source is asked.</param>
internal sealed record ItemToItemPlan(
    float Lambda, float Alpha, TransitionPowers Powers, ItemToItemSettings Settings)
{
    /// <summary>What holds where there is nothing to learn from.</summary>
    public static ItemToItemPlan Standard { get; } = new(
        100, 0.1f, new TransitionPowers(0.5, 0.5), ItemToItemSettings.None);
}
