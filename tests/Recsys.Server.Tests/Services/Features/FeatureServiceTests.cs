using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Recsys.Pipeline.Features.Online;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Features;

public sealed class FeatureServiceTests
{
    private static readonly DateTime Now =
        DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()).UtcDateTime;

    [Fact]
    public async Task GetCustomerFeatures_CustomerAndSession_GivesValuesByName()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var written = await WriteAsync(
            shop, Act("p1", InteractionType.View, 3), Act("p3", InteractionType.View, 2),
            Act("p3", InteractionType.Purchase, 1, price: 4, quantity: 2));

        var answer = await shop.Customers.GetCustomerFeaturesAsync(
            new() { CustomerId = "ann", SessionId = "visit", IncludeDefinitions = true });

        Assert.True(answer.JournalPosition >= written);
        foreach (var features in new[] { answer.CustomerFeatures, answer.SessionFeatures })
        {
            var byName = features.ToDictionary(feature => feature.Name);
            Assert.Equal(3, byName["interactions"].Number);
            Assert.Equal(1, byName["purchases"].Number);
            Assert.Equal(8, byName["spend"].Number);
            Assert.Equal(At(3), byName["first_time"].Time);
            Assert.Equal(At(1), byName["last_time"].Time);
            Assert.Equal(("NO", At(1)), (byName["country"].Text.Text, byName["country"].Text.Time));
            Assert.Equal(["p3"], byName["purchased_products"].Products.ProductIds);
            Assert.Equal(1, byName["purchased_products"].Products.TotalCount);
            Assert.Equal(["p3", "p3", "p1"], byName["recent_events"].Events.Events.Select(item => item.ProductId));
            var latest = byName["recent_events"].Events.Events[0];
            Assert.Equal((InteractionType.Purchase, 4, 2), (latest.Type, latest.Price, latest.Quantity));
            Assert.Equal(At(1), latest.EventTime);
            Assert.Equal(
                [("view", 2L), ("purchase", 1L)],
                byName["types"].Counts.Counts.Select(count => (count.Key, count.Count)));
            Assert.Equal([("odd", 3L)], byName["categories"].Counts.Counts.Select(count => (count.Key, count.Count)));
            Assert.Equal([("low", 3L)], byName["brands"].Counts.Counts.Select(count => (count.Key, count.Count)));
            // Prices of 1, 3 (both from the catalogue) and 4.
            var range = byName["price_range"].Range;
            Assert.Equal(3, range.Count);
            Assert.Equal(Math.Cbrt(12), range.Mean, 9);
            Assert.InRange(range.Low, 1, range.Mean);
            Assert.InRange(range.High, range.Mean, 5);
        }
        AssertDeclared(OnlineFeatureSchema.Standard.Customer, answer.CustomerDefinitions);
        AssertDeclared(OnlineFeatureSchema.Standard.Session, answer.SessionDefinitions);
    }

    [Fact]
    public async Task GetCustomerFeatures_NobodyKnown_IsEmpty()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await WriteAsync(shop, Act("p1", InteractionType.View, 3));

        var answer = await shop.Customers.GetCustomerFeaturesAsync(new() { CustomerId = "bob", SessionId = "other" });

        Assert.Empty(answer.CustomerFeatures);
        Assert.Empty(answer.SessionFeatures);
        Assert.Empty(answer.CustomerDefinitions);
        // An anonymous visitor has features of the session alone.
        Assert.NotEmpty((await shop.Customers.GetCustomerFeaturesAsync(new() { SessionId = "visit" })).SessionFeatures);
    }

    [Fact]
    public async Task GetCustomerFeatures_Erased_IsEmpty()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await WriteAsync(shop, Act("p1", InteractionType.View, 3));
        await shop.Customers.DeleteCustomerAsync(new() { CustomerId = "ann" });

        var answer = await shop.Customers.GetCustomerFeaturesAsync(new() { CustomerId = "ann" });

        Assert.Empty(answer.CustomerFeatures);
        var product = await shop.Products.GetProductFeaturesAsync(new() { ProductId = "p1" });
        Assert.Equal(1, product.Features.Single(feature => feature.Name == "views").Number);
    }

    [Fact]
    public async Task GetCustomerFeatures_BadRequest_NamesEachField()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(["customer_id"], await Shop.WrongFieldsOf(shop.Customers.GetCustomerFeaturesAsync(new())));
        Assert.Equal(
            ["customer_id", "session_id"],
            await Shop.WrongFieldsOf(shop.Customers.GetCustomerFeaturesAsync(
                new() { CustomerId = new string('x', 129), SessionId = "a\nb" })));
    }

    [Fact]
    public async Task GetProductFeatures_ActivityOfLate_FadesWithTime()
    {
        var clock = new SetClock { Now = new DateTimeOffset(Now) };
        await using var shop = await Shop.OpenAsync(model: false, time: clock);
        await WriteAsync(
            shop, Act("p2", InteractionType.View, 0), Act("p2", InteractionType.View, 0),
            Act("p2", InteractionType.Purchase, 0, price: 3, quantity: 2));
        clock.Now += TimeSpan.FromDays(1);

        var answer = await shop.Products.GetProductFeaturesAsync(new() { ProductId = "p2", IncludeDefinitions = true });

        var byName = answer.Features.ToDictionary(feature => feature.Name);
        Assert.Equal(2, byName["views"].Number);
        Assert.Equal(0, byName["clicks"].Number);
        Assert.Equal(0.5, byName["conversion"].Number);
        Assert.Equal((6, 2), (byName["revenue"].Number, byName["units_sold"].Number));
        Assert.Equal(At(0), byName["last_sold"].Time);
        var views = byName["recent_views"].DecayedCounts;
        Assert.Equal(At(0), views.LastTime);
        Assert.Equal([1d / 24, 1, 7, 30], views.Counts.Select(count => count.HalfLife.ToTimeSpan().TotalDays));
        Assert.Equal(2 * Math.Pow(0.5, 24), views.Counts[0].Value, 9);
        Assert.Equal(1, views.Counts[1].Value, 9);
        Assert.Equal(2 * Math.Pow(0.5, 1d / 7), views.Counts[2].Value, 9);
        Assert.Equal(Feature.ValueOneofCase.None, byName["recent_clicks"].ValueCase);
        AssertDeclared(OnlineFeatureSchema.Standard.Product, answer.Definitions);
    }

    [Fact]
    public async Task GetProductFeatures_WrongProducts_SaySo()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        Assert.Equal(["product_id"], await Shop.WrongFieldsOf(shop.Products.GetProductFeaturesAsync(new())));
        Assert.Equal(
            (StatusCode.NotFound, ErrorReasons.ProductNotFound),
            await Shop.FailureOf(shop.Products.GetProductFeaturesAsync(new() { ProductId = "unknown" })));
        Assert.Empty((await shop.Products.GetProductFeaturesAsync(new() { ProductId = "p7" })).Features);
    }

    [Fact]
    public void Kinds_OfContractAndStore_AreTheSame()
    {
        Assert.Equal(
            System.Enum.GetValues<OnlineFeatureKind>().Select(kind => (int)kind),
            System.Enum.GetValues<FeatureKind>().Select(kind => (int)kind).Where(kind => kind > 0));
        Assert.Equal(
            System.Enum.GetValues<OnlineInput>().Select(input => (int)input),
            System.Enum.GetValues<FeatureInput>().Select(input => (int)input));
    }

    private static void AssertDeclared(IReadOnlyList<OnlineFeature> expected, IEnumerable<FeatureDefinition> actual) =>
        Assert.Equal(
            expected.Select(one => (one.Name, (int)one.Kind, one.Limit, one.Meaning, one.HalfLives.Count)),
            actual.Select(one => (one.Name, (int)one.Kind, one.Limit, one.Description, one.HalfLives.Count)));

    private static Timestamp At(int minutesAgo) =>
        Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(
            new DateTimeOffset(Now).ToUnixTimeMilliseconds() - (minutesAgo * 60_000)));

    private static Interaction Act(
        string product, InteractionType type, int minutesAgo, double price = 0, int quantity = 0) => new()
    {
        Id = $"{product} {type} {minutesAgo} {Guid.NewGuid()}",
        CustomerId = "ann",
        SessionId = "visit",
        ProductId = product,
        Type = type,
        EventTime = At(minutesAgo),
        Price = price,
        Quantity = quantity,
        Country = "NO",
    };

    private static async Task<long> WriteAsync(Shop shop, params Interaction[] items)
    {
        var answer = await shop.Interactions.WriteInteractionsAsync(new() { Interactions = { items } });
        Assert.Equal(items.Length, answer.AcceptedCount);
        return shop.Server.Server.Store.Interactions.AppliedPosition;
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
