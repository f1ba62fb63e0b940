namespace Recsys.Pipeline.Features;

/// <summary>
/// Columns of the numbers that belong to a user and a product together; the schema declares what each means.
/// </summary>
internal static class CrossDense
{
    public const int TowerDot = 0;
    public const int Affinity = 1;
    public const int RecentAffinity = 2;
    public const int RelativeAffinity = 3;
    public const int CategoryShare = 4;
    public const int PriceDistance = 5;
    public const int BoughtBefore = 6;
    public const int TimesBought = 7;
    public const int DaysSinceBought = 8;
    public const int PersonalDecayed = 9;
}
