namespace Recsys.Snapshots.Repeat;

/// <summary>What tells whether a customer buys a product again: columns, those of the customer first.</summary>
public static class RepeatFeatures
{
    /// <summary>Columns of customer and product together, which <see cref="OwnPurchases.Fill"/> computes.</summary>
    public const int Personal = 9;

    /// <summary>Columns of the product alone, which follow them.</summary>
    public const int OfProduct = 5;

    /// <summary>Half-life of the shorter decayed count in days.</summary>
    public const double ShortHalfLifeDays = 30;

    /// <summary>Half-life of the longer decayed count in days.</summary>
    public const double LongHalfLifeDays = 120;

    /// <summary>log of the occasions on which the customer bought it.</summary>
    public const int Times = 0;

    /// <summary>log(1 + days since the latest).</summary>
    public const int Days = 1;

    /// <summary>
    /// log(1 + days since the latest) − log interval; the interval is the customer's own between purchases of it, drawn
    /// towards the product's, geometrically.
    /// </summary>
    public const int Overdue = 2;

    /// <summary>Its square: what is not due yet and what is long overdue are bought less.</summary>
    public const int OverdueSquared = 3;

    /// <summary>log(1 + occasions since the latest with it).</summary>
    public const int OccasionsSince = 4;

    /// <summary>log of its share of the occasions since the first with it.</summary>
    public const int Rate = 5;

    /// <summary>log of its occasions, each halved for every <see cref="ShortHalfLifeDays"/>.</summary>
    public const int DecayedShort = 6;

    /// <summary>log of its occasions, each halved for every <see cref="LongHalfLifeDays"/>.</summary>
    public const int DecayedLong = 7;

    /// <summary>Mean log(1 + quantity).</summary>
    public const int Quantity = 8;

    /// <summary>Log odds that those who bought the product did so again.</summary>
    public const int ProductRepeats = 9;

    /// <summary>log of the product's recent share, half-life 7 days; the next ones 20 and 60.</summary>
    public const int ProductShare = 10;

    /// <summary>log of its recent interactions, half-life 20 days.</summary>
    public const int ProductRecent = 13;
}
