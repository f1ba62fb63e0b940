using Recsys.Pipeline.Interactions;
using Named = Recsys.Pipeline.Features.Online.OnlineFeatureNames;

namespace Recsys.Pipeline.Features.Online;

/// <summary>The features the server keeps. To add one, declare it here: no other code changes.</summary>
internal static class StandardOnlineFeatures
{
    // Sessions are many and short, so they keep less.
    public static IReadOnlyList<OnlineFeature> OfCustomers { get; } =
        OfShoppers(UserHistory.Capacity, purchased: 32_768, keys: 16);

    public static IReadOnlyList<OnlineFeature> OfSessions { get; } = OfShoppers(
        UserHistory.SessionCapacity, purchased: 1024, keys: 8);

    public static IReadOnlyList<OnlineFeature> OfProducts { get; } =
    [
        Count(Named.Views, "Views.", InteractionType.View),
        Count("clicks", "Clicks in a list.", InteractionType.Click),
        Count("carts", "Times it was put into a cart.", InteractionType.AddToCart),
        Count(Named.Purchases, "Purchases.", InteractionType.Purchase),
        Decayed(Named.RecentViews, "Views of late.", InteractionType.View),
        Decayed(Named.RecentClicks, "Clicks of late.", InteractionType.Click),
        Decayed(Named.RecentCarts, "Times it was put into a cart of late.", InteractionType.AddToCart),
        Decayed(Named.RecentPurchases, "Purchases of late.", InteractionType.Purchase),
        Sum("units_sold", "Units sold, where interactions gave a quantity.", OnlineInput.Quantity,
            InteractionType.Purchase),
        Sum("revenue", "Price × quantity over purchases, in the shop's currency.", OnlineInput.Spend,
            InteractionType.Purchase),
        Latest(Named.LastViewed, "When it was last viewed.", InteractionType.View),
        Latest(Named.LastSold, "When it was last bought.", InteractionType.Purchase),
        new()
        {
            Name = Named.Conversion,
            Kind = OnlineFeatureKind.Ratio,
            Numerator = Named.Purchases,
            Denominator = Named.Views,
            Meaning = "Purchases over views.",
        },
    ];

    private static OnlineFeature[] OfShoppers(int events, int purchased, int keys) =>
    [
        Count(Named.Interactions, "Interactions."),
        Count(Named.Purchases, "Purchases.", InteractionType.Purchase),
        Sum(Named.Spend, "Price × quantity over purchases, in the shop's currency.", OnlineInput.Spend,
            InteractionType.Purchase),
        new()
        {
            Name = Named.FirstTime,
            Kind = OnlineFeatureKind.EarliestTime,
            Meaning = "When the first interaction happened.",
        },
        Latest(Named.LastTime, "When the latest interaction happened."),
        new()
        {
            Name = Named.Country,
            Kind = OnlineFeatureKind.LatestText,
            Input = OnlineInput.Country,
            Limit = 64,
            Meaning = "Country of the latest interaction that named one.",
        },
        new()
        {
            Name = "price_range",
            Kind = OnlineFeatureKind.LogMoments,
            Input = OnlineInput.Price,
            Meaning = "Prices of the products of all interactions, in the shop's currency.",
        },
        Keys("types", "Interactions by type.", OnlineInput.Type, limit: 5),
        Keys("categories", "Interactions by the product's first category.", OnlineInput.Category, keys),
        Keys("brands", "Interactions by the product's brand.", OnlineInput.Brand, keys),
        // The long ones last, so that what every interaction touches lies together.
        new()
        {
            Name = Named.RecentEvents,
            Kind = OnlineFeatureKind.RecentEvents,
            Input = OnlineInput.Product,
            Limit = events,
            Meaning = "The latest interactions: product, time, type, price and quantity.",
        },
        new()
        {
            Name = Named.PurchasedProducts,
            Kind = OnlineFeatureKind.RowSet,
            Input = OnlineInput.Product,
            Types = [InteractionType.Purchase],
            Limit = purchased,
            Meaning = "Products ever bought.",
        },
    ];

    private static OnlineFeature Count(string name, string meaning, params InteractionType[] types) =>
        new() { Name = name, Kind = OnlineFeatureKind.Count, Types = types, Meaning = meaning };

    private static OnlineFeature Sum(string name, string meaning, OnlineInput input, params InteractionType[] types) =>
        new() { Name = name, Kind = OnlineFeatureKind.Sum, Input = input, Types = types, Meaning = meaning };

    private static OnlineFeature Latest(string name, string meaning, params InteractionType[] types) =>
        new() { Name = name, Kind = OnlineFeatureKind.LatestTime, Types = types, Meaning = meaning };

    private static OnlineFeature Keys(string name, string meaning, OnlineInput input, int limit) =>
        new() { Name = name, Kind = OnlineFeatureKind.KeyCounts, Input = input, Limit = limit, Meaning = meaning };

    private static OnlineFeature Decayed(string name, string meaning, params InteractionType[] types) => new()
    {
        Name = name,
        Kind = OnlineFeatureKind.DecayedCount,
        Types = types,
        HalfLives = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)],
        Meaning = meaning,
    };
}
