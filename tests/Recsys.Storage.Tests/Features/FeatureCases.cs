using FsCheck;
using FsCheck.Fluent;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;

namespace Recsys.Storage.Tests.Features;

/// <summary>Random interactions: late ones, equal times, more keys than limits allow, texts of many lengths.</summary>
internal static class FeatureCases
{
    public const int Products = 40;

    private static readonly string[] Countries =
        ["", "NO", "Norway", "Österreich", new string('x', StorageLimits.CountryBytes)];

    public static Gen<Interaction[]> Interactions(int most) =>
        from count in Gen.Choose(0, most)
        from items in Item.ArrayOf(count)
        select items.Select((item, i) => item with { Id = $"i{i}" }).ToArray();

    /// <summary>Small limits, so that all of them are reached, and every kind and input.</summary>
    public static OnlineFeatureSchema SmallSchema { get; } = new(
        OnlineFeatureSchema.Standard.Customer, Small(OnlineFeatureSchema.Standard.Session),
        [.. OnlineFeatureSchema.Standard.Product, .. Small(OnlineFeatureSchema.Standard.Customer)
            .Where(feature => feature.Name is "recent_events" or "country" or "categories")]);

    public static Product Product(int row) => new()
    {
        Id = $"p{row}",
        Categories = row % 7 == 0 ? [] : [$"category {row % 12}", "further"],
        Brand = row % 5 == 0 ? "" : $"brand {row % 9}",
        Price = row % 3 == 0 ? 0 : row * 1.25,
    };

    private static Gen<Interaction> Item { get; } =
        from row in Gen.Choose(0, Products - 1)
        from time in Gen.Choose(1, 500)
        from type in Gen.Choose(1, 5)
        from country in Gen.Elements(Countries)
        from quantity in Gen.Choose(0, 3)
        from price in Gen.Choose(0, 20)
        from customer in Gen.Choose(0, 3)
        select new Interaction
        {
            Id = "",
            CustomerId = customer == 0 ? "" : $"customer {customer}",
            SessionId = $"session {row % 3}",
            ProductId = $"p{row}",
            Type = (InteractionType)type,
            // Minutes to weeks, for the half-lives.
            TimeMs = Samples.StartMs + ((long)time * time * 5_000),
            Quantity = quantity,
            Price = price / 4f,
            Value = quantity - 1,
            DwellMs = price * 100,
            Country = country,
        };

    private static List<OnlineFeature> Small(IReadOnlyList<OnlineFeature> features) =>
    [
        .. features.Select(feature => feature.Kind switch
        {
            OnlineFeatureKind.RecentEvents => feature with { Limit = 7 },
            OnlineFeatureKind.KeyCounts => feature with { Limit = 3 },
            OnlineFeatureKind.RowSet => feature with { Limit = 5 },
            _ => feature,
        }),
        new() { Name = "dwell", Kind = OnlineFeatureKind.Sum, Input = OnlineInput.DwellMs, Meaning = "Dwell." },
        new() { Name = "rating", Kind = OnlineFeatureKind.Sum, Input = OnlineInput.Value, Meaning = "Rating." },
        new()
        {
            Name = "units",
            Kind = OnlineFeatureKind.LogMoments,
            Input = OnlineInput.Quantity,
            Types = [InteractionType.AddToCart, InteractionType.Purchase],
            Meaning = "Units.",
        },
    ];
}
