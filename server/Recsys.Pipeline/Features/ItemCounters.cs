namespace Recsys.Pipeline.Features;

/// <summary>
/// Counters of one product, decayed with several half-lives: what is popular now, what was, since when. The default
/// value is a product nobody met. See <see cref="ItemStatistics"/>.
/// </summary>
public readonly record struct ItemCounters
{
    /// <summary>Numbers of eight bytes it is made of.</summary>
    internal const int Numbers = 10;

    internal double DecayedShort { get; init; }

    internal double DecayedMiddle { get; init; }

    internal double DecayedLong { get; init; }

    /// <summary>Weighted interactions ever; 0 for a product never met.</summary>
    public double Total { get; internal init; }

    internal double Known { get; init; }

    internal double LogPriceSum { get; init; }

    internal double Priced { get; init; }

    internal double LogQuantitySum { get; init; }

    internal long FirstMs { get; init; }

    internal long LastMs { get; init; }

    /// <summary>Whether the product was ever met.</summary>
    public bool Met => Total > 0;

    /// <summary>Mean log price paid; NaN where no price was given.</summary>
    public double MeanLogPrice => Met && Priced > 0 ? LogPriceSum / Priced : double.NaN;

    /// <summary>Mean log(1 + quantity); NaN for a product never met.</summary>
    public double MeanLogQuantity => Met ? LogQuantitySum / Total : double.NaN;

    /// <summary>Share of interactions by customers who had bought the product before; NaN for one never met.</summary>
    public double RepeatShare => Met ? Known / Total : double.NaN;

    /// <summary>Weighted interactions, each halved for every half-life before a time.</summary>
    /// <param name="halfLife">Which of <see cref="ItemStatistics.HalfLivesDays"/>.</param>
    /// <param name="asOfMs">The time; one before the product's latest interaction counts as that.</param>
    public double Decayed(int halfLife, long asOfMs)
    {
        if (!Met) return 0;
        double value = halfLife switch { 0 => DecayedShort, 1 => DecayedMiddle, _ => DecayedLong };
        return value * Remaining(asOfMs - LastMs, halfLife);
    }

    /// <summary>Days from the first interaction to a time; NaN for a product never met.</summary>
    public double AgeDays(long asOfMs) => Met ? Math.Max(0, asOfMs - FirstMs) / ItemStatistics.DayMs : double.NaN;

    /// <summary>Days from the latest interaction to a time; NaN for a product never met.</summary>
    public double IdleDays(long asOfMs) => Met ? Math.Max(0, asOfMs - LastMs) / ItemStatistics.DayMs : double.NaN;

    /// <summary>The counters after one more interaction of a product.</summary>
    /// <param name="item">The event.</param>
    /// <param name="known">Whether the customer had bought the product before.</param>
    internal ItemCounters With(in HistoryEvent item, bool known)
    {
        double weight = InterestWeight.Of(item.Type);
        bool first = Total == 0;
        long firstMs = first ? item.TimeMs : FirstMs, lastMs = first ? item.TimeMs : LastMs;
        long elapsedMs = item.TimeMs - lastMs;
        return new ItemCounters
        {
            DecayedShort = Add(DecayedShort, weight, elapsedMs, 0),
            DecayedMiddle = Add(DecayedMiddle, weight, elapsedMs, 1),
            DecayedLong = Add(DecayedLong, weight, elapsedMs, 2),
            Total = Total + weight,
            Known = known ? Known + weight : Known,
            LogPriceSum = item.Price > 0 ? LogPriceSum + Math.Log(item.Price) : LogPriceSum,
            Priced = item.Price > 0 ? Priced + 1 : Priced,
            LogQuantitySum = LogQuantitySum + (weight * Math.Log(1.0 + Math.Max(item.Quantity, 0))),
            FirstMs = Math.Min(firstMs, item.TimeMs),
            LastMs = Math.Max(lastMs, item.TimeMs),
        };
    }

    // One that comes late is decayed to the latest's time instead, so that the order of arrival does not matter.
    private static double Add(double value, double weight, long elapsedMs, int halfLife) => elapsedMs >= 0
        ? (value * Remaining(elapsedMs, halfLife)) + weight
        : value + (weight * Remaining(-elapsedMs, halfLife));

    // What a half-life leaves of a count after a time; all of it where no time passed.
    private static double Remaining(double elapsedMs, int halfLife) => elapsedMs <= 0
        ? 1
        : Math.Pow(0.5, elapsedMs / ItemStatistics.DayMs / ItemStatistics.HalfLivesDays[halfLife]);
}
