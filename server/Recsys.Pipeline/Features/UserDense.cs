namespace Recsys.Pipeline.Features;

/// <summary>Columns of the user's numbers; the schema declares what each means.</summary>
internal static class UserDense
{
    public const int Events = 0;
    public const int Purchases = 1;
    public const int DistinctProducts = 2;
    public const int RecentEvents = 3;
    public const int LastVisitEvents = 4;
    public const int DaysSinceLast = 5;
    public const int DaysSinceFirst = 6;
    public const int MeanSpend = 7;
    public const int FavouritePrice = 8;
    public const int PriceSpread = 9;
    public const int MeanQuantity = 10;
    public const int RepeatShare = 11;
}
