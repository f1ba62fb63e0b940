namespace Recsys.Pipeline.Features;

/// <summary>Columns of a product's numbers; the schema declares what each means.</summary>
internal static class ItemDense
{
    public const int DecayedShort = 0;
    public const int DecayedMiddle = 1;
    public const int DecayedLong = 2;
    public const int ShareShort = 3;
    public const int ShareMiddle = 4;
    public const int ShareLong = 5;
    public const int Trend = 6;
    public const int Interactions = 7;
    public const int Age = 8;
    public const int Idle = 9;
    public const int Price = 10;
    public const int RepeatShare = 11;
    public const int MeanQuantity = 12;
    public const int CategoryTarget = 13;
}
