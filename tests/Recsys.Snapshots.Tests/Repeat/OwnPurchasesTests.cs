using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Repeat;

namespace Recsys.Snapshots.Tests.Repeat;

public sealed class OwnPurchasesTests
{
    private const double DayMs = ItemStatistics.DayMs;

    [Fact]
    public void Fill_ThreeOccasionsOfFour_HasTheFeaturesAsDefined()
    {
        // Product 7 on days 0, 10 and 20, twice on the last; another product on day 25; looked at from day 30.
        var history = History((7, 0, 1), (7, 10, 3), (7, 20, 1), (7, 20, 1), (8, 25, 1));
        var own = new OwnPurchases();
        own.Load(history, (long)(30 * DayMs), anyType: false);
        var features = new float[RepeatFeatures.Personal];
        own.Fill(0, MathF.Log(40), features);

        Assert.Equal([7, 8], own.Rows.ToArray());
        double overdue = Math.Log(11) - (((Math.Log(10) * 2) + (3 * Math.Log(40))) / 5);
        double[] expected =
        [
            Math.Log(3), Math.Log(11), overdue, overdue * overdue, Math.Log(2), Math.Log(2.5 / 5),
            Math.Log(Math.Pow(0.5, 1) + Math.Pow(0.5, 20.0 / 30) + Math.Pow(0.5, 10.0 / 30) + 0.01),
            Math.Log(Math.Pow(0.5, 30.0 / 120) + Math.Pow(0.5, 20.0 / 120) + Math.Pow(0.5, 10.0 / 120) + 0.01),
            ((3 * Math.Log(2)) + Math.Log(4)) / 4,
        ];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], features[i], 1e-5);
    }

    [Fact]
    public void Load_Views_CountOnlyWhereNobodyBuys()
    {
        var history = new UserHistory();
        history.Apply(new HistoryEvent(3, 0, 0, 0, InteractionType.View));
        var own = new OwnPurchases();

        own.Load(history, 1, anyType: false);
        Assert.Equal(0, own.Count);
        own.Load(history, 1, anyType: true);
        Assert.Equal([3], own.Rows.ToArray());
    }

    [Fact]
    public void Load_MorePurchasesThanEventsAreKept_KnowsTheForgotten()
    {
        var history = new UserHistory();
        for (int i = 0; i <= UserHistory.Capacity; i++)
            history.Apply(new HistoryEvent(i, (long)(i * DayMs), 1, 1, InteractionType.Purchase));
        var own = new OwnPurchases();
        own.Load(history, (long)(300 * DayMs), anyType: false);
        var features = new float[RepeatFeatures.Personal];

        Assert.Equal(UserHistory.Capacity + 1, own.Count);
        Assert.Equal(0, own.Rows[^1]);
        own.Fill(own.Count - 1, 3, features);
        Assert.All(features, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(0, features[RepeatFeatures.Times]);
    }

    [Fact]
    public void Fill_EventsAfterTheMoment_StayFinite()
    {
        var own = new OwnPurchases();
        own.Load(History((1, 50, 1), (1, 60, int.MaxValue), (2, 60, -1)), 0, anyType: false);
        var features = new float[RepeatFeatures.Personal];
        for (int i = 0; i < own.Count; i++)
        {
            own.Fill(i, 0, features);
            Assert.All(features, value => Assert.True(float.IsFinite(value)));
        }
    }

    private static UserHistory History(params (int Row, int Day, int Quantity)[] purchases)
    {
        var history = new UserHistory();
        foreach (var (row, day, quantity) in purchases)
            history.Apply(new HistoryEvent(row, (long)(day * DayMs), 1, quantity, InteractionType.Purchase));
        return history;
    }
}
