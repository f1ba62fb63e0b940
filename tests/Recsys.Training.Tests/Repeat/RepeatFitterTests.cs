using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Repeat;
using Recsys.Training.Data;
using Recsys.Training.Repeat;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Repeat;

public sealed class RepeatFitterTests
{
    private const long Day = 86_400_000, Start = 15_000 * Day;

    [Fact]
    public void Fit_StaplesBesideWhims_StaplesAreBoughtAgain()
    {
        var table = Shop();
        var model = RepeatFitter.Fit(table, SyntheticShop.Options, default)!;

        Assert.Equal(table.ItemCount, model.Count);
        Assert.False(model.AnyType);
        var (staple, whim) = (Chance(table, model, "u3", "staple3"), Chance(table, model, "u3", "whim3"));
        Assert.InRange(staple, 0.5f, 1f);
        Assert.InRange(whim, 0f, 0.2f);
    }

    [Fact]
    public void Fit_Twice_IsEqual()
    {
        var (one, other) = (RepeatFitter.Fit(Shop(), SyntheticShop.Options, default)!,
            RepeatFitter.Fit(Shop(), SyntheticShop.Options, default)!);
        var history = new UserHistory();
        history.Apply(new HistoryEvent(0, Start, 1, 1, InteractionType.Purchase));
        var own = new OwnPurchases();
        own.Load(history, Start + (5 * Day), anyType: false);
        for (int row = -1; row < one.Count; row++)
            Assert.Equal(one.Chance(own, 0, row), other.Chance(own, 0, row));
    }

    [Fact]
    public void Fit_OnTheFirstRows_KnowsNothingOfLaterOnes()
    {
        var table = Shop();
        int rows = table.FirstRowAt(Start + (150 * Day));
        var past = RepeatFitter.Fit(table.FirstRows(rows), SyntheticShop.Options, default)!;
        var before = RepeatFitter.Fit(table.Before(Start + (150 * Day)), SyntheticShop.Options, default)!;
        Assert.Equal(past.Count, before.Count);
        Assert.Equal(Chance(table, past, "u3", "staple3"), Chance(table, before, "u3", "staple3"));
    }

    [Theory]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, 30, 1)]
    [InlineData(30, 1, 1, 1)]
    [InlineData(1, 30, 1, 1)]
    [InlineData(20, 20, 3, 0)]
    public void Fit_HardlyAnyData_HasNoModel(int users, int items, int times, int daysApart)
    {
        var builder = new InteractionTableBuilder();
        for (int user = 0; user < users; user++)
            for (int item = 0; item < items; item++)
                for (int n = 0; n < times; n++)
                    builder.Add(Purchase($"u{user}", $"p{item}", n * daysApart));
        Assert.Null(RepeatFitter.Fit(builder.Build(), SyntheticShop.Options, default));
    }

    [Fact]
    public void Fit_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => RepeatFitter.Fit(Shop(), SyntheticShop.Options, cancelled.Token));
    }

    private static float Chance(InteractionTable table, RepeatModel model, string user, string item)
    {
        Assert.True(table.TryGetUser(user, out int u));
        Assert.True(table.TryGetItem(item, out int i));
        var replay = new HistoryReplay(table);
        replay.AdvanceTo(table.Count);
        var own = new OwnPurchases();
        own.Load(replay.History(u), table.TimesMs[^1], anyType: false);
        return model.Chance(own, own.Rows.IndexOf(i), i);
    }

    // Every customer has a staple, bought every ten days, and buys something else once at every visit.
    private static InteractionTable Shop()
    {
        var builder = new InteractionTableBuilder();
        for (int day = 0; day < 200; day++)
            for (int user = 0; user < 40; user++)
            {
                if ((day + user) % 10 != 0) continue;
                builder.Add(Purchase($"u{user}", $"staple{user % 5}", day));
                builder.Add(Purchase($"u{user}", $"whim{((day / 10) + user) % 60}", day));
            }
        // On the day before the end of the data, so that days since say nothing of it.
        builder.Add(Purchase("u3", "whim3", 198));
        return builder.Build();
    }

    private static Interaction Purchase(string user, string item, int day) => new()
    {
        Id = $"{user}-{item}-{day}", CustomerId = user, ProductId = item, Type = InteractionType.Purchase,
        TimeMs = Start + (day * Day), Quantity = 1, Price = 1,
    };
}
