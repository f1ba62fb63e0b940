using Google.Protobuf.WellKnownTypes;
using Recsys.Server.Tests.Testing;
using Recsys.Storage.Interactions;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Interactions;

public sealed class WriteInteractionsTests
{
    private static Interaction View(string id) => new()
    {
        Id = id,
        CustomerId = "ann",
        ProductId = "p1",
        Type = InteractionType.View,
    };

    [Fact]
    public async Task Batch_OfEveryKind_GetsOneResultEachInOrder()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        await shop.Interactions.WriteInteractionsAsync(new() { Interactions = { View("known") } });
        var unknown = View("unknown-product");
        unknown.ProductId = "nothing";
        var wrong = View("wrong");
        wrong.Price = double.NaN;

        var answer = await shop.Interactions.WriteInteractionsAsync(
            new() { Interactions = { wrong, View("new"), View("known"), unknown, View("new") } });

        Assert.Equal(
            [
                ("wrong", InteractionOutcome.Rejected), ("new", InteractionOutcome.Accepted),
                ("known", InteractionOutcome.Duplicate), ("unknown-product", InteractionOutcome.Rejected),
                ("new", InteractionOutcome.Duplicate),
            ],
            answer.Results.Select(result => (result.InteractionId, result.Outcome)));
        Assert.Equal((1, 2, 2), (answer.AcceptedCount, answer.DuplicateCount, answer.RejectedCount));
        Assert.Equal(
            ("INVALID_FIELD", "price"), (answer.Results[0].Rejection.Reason, answer.Results[0].Rejection.Field));
        Assert.Equal(
            (ErrorReasons.ProductNotFound, "product_id"),
            (answer.Results[3].Rejection.Reason, answer.Results[3].Rejection.Field));
        Assert.Null(answer.Results[1].Rejection);
        Assert.True(answer.JournalPosition > 0);
    }

    [Fact]
    public async Task EveryField_ReachesTheJournal()
    {
        await using var shop = await Shop.OpenAsync();
        var page = await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann" });
        string token = page.AttributionToken;
        var time = new DateTime(2026, 5, 4, 3, 2, 1, 234, DateTimeKind.Utc);

        var answer = await shop.Interactions.WriteInteractionsAsync(new()
        {
            Interactions =
            {
                new Interaction
                {
                    Id = "i1", CustomerId = "ann", SessionId = "s1", ProductId = "p2", Type = InteractionType.Rating,
                    EventTime = Timestamp.FromDateTime(time), Value = 4.5f, DwellMs = 1500, Price = 2.5, Quantity = 3,
                    Country = "FR", AttributionToken = token,
                },
            },
        });

        Assert.Equal(1, answer.AcceptedCount);
        var read = new List<JournalledInteraction>();
        await foreach (var item in shop.Server.Server.Store.Interactions.ReadAllAsync()) read.Add(item);
        Assert.Equal(
            new Pipeline.Interactions.Interaction
            {
                Id = "i1", CustomerId = "ann", SessionId = "s1", ProductId = "p2",
                Type = Pipeline.Interactions.InteractionType.Rating,
                TimeMs = new DateTimeOffset(time).ToUnixTimeMilliseconds(),
                Value = 4.5f, DwellMs = 1500, Price = 2.5f, Quantity = 3, Country = "FR", AttributionToken = token,
            },
            Assert.Single(read).Interaction);
    }

    [Fact]
    public async Task WrongFields_AreRejectedAloneAndNamed()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        (string Field, Action<Interaction> Spoil)[] wrong =
        [
            ("id", item => item.Id = ""),
            ("id", item => item.Id = new string('x', 129)),
            ("customer_id", item => item.CustomerId = ""),
            ("customer_id", item => item.CustomerId = "a\u0000b"),
            ("session_id", item => item.SessionId = new string('x', 129)),
            ("product_id", item => item.ProductId = ""),
            ("type", item => item.Type = InteractionType.Unspecified),
            ("type", item => item.Type = (InteractionType)42),
            ("event_time", item => item.EventTime = new Timestamp { Seconds = -5 }),
            ("event_time", item => item.EventTime = Timestamp.FromDateTime(DateTime.UtcNow.AddDays(2))),
            ("value", item => item.Value = float.PositiveInfinity),
            ("dwell_ms", item => item.DwellMs = -1),
            ("price", item => item.Price = -1),
            ("price", item => item.Price = 1e300),
            ("quantity", item => item.Quantity = 1_000_001),
            ("country", item => item.Country = new string('x', 65)),
            ("attribution_token", item => item.AttributionToken = "made-up"),
        ];
        var request = new WriteInteractionsRequest();
        for (int i = 0; i < wrong.Length; i++)
        {
            var item = View($"i{i}");
            wrong[i].Spoil(item);
            request.Interactions.Add(item);
        }
        request.Interactions.Add(View("right"));

        var answer = await shop.Interactions.WriteInteractionsAsync(request);

        Assert.Equal(1, answer.AcceptedCount);
        Assert.Equal(
            wrong.Select(one => one.Field),
            answer.Results.SkipLast(1).Select(result => result.Rejection.Field));
        Assert.All(answer.Results.SkipLast(1), result => Assert.NotEqual("", result.Rejection.Description));
        Assert.Equal(InteractionOutcome.Accepted, answer.Results[^1].Outcome);
    }

    [Fact]
    public async Task Batch_WithNothingRight_IsAnsweredAllTheSame()
    {
        await using var shop = await Shop.OpenAsync(model: false);

        var answer = await shop.Interactions.WriteInteractionsAsync(new() { Interactions = { new Interaction() } });

        Assert.Equal(1, answer.RejectedCount);
    }

    [Fact]
    public async Task Batch_EmptyOrTooLarge_IsRefused()
    {
        await using var shop = await Shop.OpenAsync(model: false);
        var large = new WriteInteractionsRequest();
        large.Interactions.Add(Enumerable.Range(0, 1001).Select(number => View($"i{number}")));

        Assert.Equal(["interactions"], await Shop.WrongFieldsOf(shop.Interactions.WriteInteractionsAsync(new())));
        Assert.Equal(["interactions"], await Shop.WrongFieldsOf(shop.Interactions.WriteInteractionsAsync(large)));
    }
}
