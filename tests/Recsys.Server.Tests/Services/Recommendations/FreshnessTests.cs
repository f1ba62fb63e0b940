using Grpc.Core;
using Recsys.Server.Tests.Services.Interactions;
using Recsys.Server.Tests.Testing;
using Recsys.Snapshots.History;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Recommendations;

public sealed class FreshnessTests
{
    [Fact]
    public async Task BoughtOverAStream_IsGoneFromTheVeryNextAnswer()
    {
        await using var shop = await Shop.OpenAsync();
        using var stream = new Ingest(shop.Interactions);
        string[] bought = ["p9", "p8", "p7", "p6"];
        for (int batch = 1; batch <= bought.Length; batch++)
        {
            await stream.SendAsync(batch, Made($"i{batch}", bought[batch - 1], InteractionType.Purchase, "ann", ""));
            var acknowledged = await stream.ReadAsync();

            var answer = await shop.Recommendations.RecommendForUserAsync(new()
            {
                CustomerId = "ann", MinJournalPosition = acknowledged.JournalPosition,
            });

            Assert.DoesNotContain(answer.Recommendations, item => bought[..batch].Contains(item.ProductId));
            Assert.True(answer.Provenance.JournalPosition >= acknowledged.JournalPosition);
        }
    }

    [Theory]
    [InlineData("ann", "")]
    [InlineData("", "visit")]
    public async Task Viewed_MovesTheNextAnswer(string customer, string session)
    {
        await using var shop = await Shop.OpenAsync(source: new RecentSource());
        var query = new RecommendForUserRequest { CustomerId = customer, SessionId = session, PageSize = 3 };
        Assert.Empty((await shop.Recommendations.RecommendForUserAsync(query)).Recommendations);

        foreach (string product in (string[])["p2", "p5"])
        {
            var written = await shop.Interactions.WriteInteractionsAsync(new()
            {
                Interactions = { Made($"i-{product}", product, InteractionType.View, customer, session) },
            });
            query.MinJournalPosition = written.JournalPosition;
            var answer = await shop.Recommendations.RecommendForUserAsync(query);
            Assert.Contains(product, answer.Recommendations.Select(item => item.ProductId));
            Assert.True(answer.Provenance.JournalPosition >= written.JournalPosition);
        }
    }

    [Fact]
    public async Task PositionNotThereYet_IsWaitedForUntilItIs()
    {
        await using var shop = await Shop.OpenAsync();
        long now = shop.Server.Server.Store.Interactions.AppliedPosition;
        var waiting = shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "ann", MinJournalPosition = now + 1 }).ResponseAsync;
        var similar = shop.Recommendations.SimilarProductsAsync(
            new() { ProductId = "p1", MinJournalPosition = now + 1 }).ResponseAsync;
        // An answer that waits for nothing overtakes those that wait.
        await shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann", MinJournalPosition = now });
        Assert.False(waiting.IsCompleted || similar.IsCompleted);

        await shop.Interactions.WriteInteractionsAsync(
            new() { Interactions = { Made("i1", "p9", InteractionType.Purchase, "ann", "") } });

        Assert.DoesNotContain((await waiting).Recommendations, item => item.ProductId == "p9");
        Assert.True((await similar).Provenance.JournalPosition > now);
    }

    [Fact]
    public async Task PositionNeverReached_EndsWithTheDeadline()
    {
        var clock = new TimerClock(TimeSpan.FromMinutes(30));
        await using var shop = await Shop.OpenAsync(
            options: options => options with { DefaultDeadline = TimeSpan.FromHours(1) }, time: clock);
        var call = shop.Recommendations.RecommendForUserAsync(
            new() { CustomerId = "ann", MinJournalPosition = long.MaxValue });
        var late = clock.RunOutAllAsync();
        Assert.Equal(
            (StatusCode.DeadlineExceeded, ErrorReasons.JournalPositionNotReached), await Shop.FailureOf(call));
        Assert.False(late.IsCompleted);
    }

    [Fact]
    public async Task PositionBelowZero_IsNamed()
    {
        await using var shop = await Shop.OpenAsync();
        Assert.Equal(["min_journal_position"], await Shop.WrongFieldsOf(
            shop.Recommendations.RecommendForUserAsync(new() { CustomerId = "ann", MinJournalPosition = -1 })));
        Assert.Equal(["min_journal_position"], await Shop.WrongFieldsOf(
            shop.Recommendations.SimilarProductsAsync(new() { ProductId = "p1", MinJournalPosition = -1 })));
    }

    private static Interaction Made(string id, string product, InteractionType type, string customer, string session) =>
        new() { Id = id, ProductId = product, Type = type, CustomerId = customer, SessionId = session };
}
