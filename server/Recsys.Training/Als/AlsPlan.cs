using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;

namespace Recsys.Training.Als;

/// <summary>What was learned on the latest part of the data about implicit alternating least squares.</summary>
/// <param name="Settings">α₀, λ, and how histories are weighed.</param>
/// <param name="Worthwhile">Whether it found anything there; otherwise no model is fitted.</param>
/// <param name="Weighed">Whether it found more on weighed pairs.</param>
internal sealed record AlsPlan(FactorSettings Settings, bool Worthwhile, bool Weighed = false)
{
    /// <summary>What holds where there is nothing to learn from.</summary>
    public static AlsPlan None { get; } = new(
        new FactorSettings(0.3f, 0.001f, HistoryWeighting.Standard), Worthwhile: false);
}
