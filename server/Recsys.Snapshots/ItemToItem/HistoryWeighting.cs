namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// How an item-to-item table is asked: what the products of a history count, and what the season does to the sums.
/// Learned on the latest part of the data while training, source by source.
/// </summary>
/// <param name="StepDecay">
/// What a product counts for every later moment of the history, in (0, 1]; 1 where order says nothing. Events of one
/// time, such as those of a basket, are one moment.
/// </param>
/// <param name="HalfLifeDays">Age in days at which a product counts half, above 0; infinite for never.</param>
/// <param name="SharePower">
/// Power of the recent share (<see cref="Popularity.PopularityTable.RecentShares"/>) that sums are multiplied by, 0–2;
/// 0 leaves them as they are.
/// </param>
public sealed record HistoryWeighting(double StepDecay, double HalfLifeDays, double SharePower)
{
    /// <summary>What suits a shop of which nothing else is known: slow taste, times season.</summary>
    public static HistoryWeighting Standard { get; } = new(1, 365, 1);

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        if (!(StepDecay is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(StepDecay), StepDecay, "The step decay is above 0, up to 1.");
        if (!(HalfLifeDays > 0))
            throw new ArgumentOutOfRangeException(nameof(HalfLifeDays), HalfLifeDays, "The half-life is above 0 days.");
        if (!(SharePower is >= 0 and <= 2))
            throw new ArgumentOutOfRangeException(nameof(SharePower), SharePower, "The share's power is 0 to 2.");
    }
}
