using Recsys.Snapshots.Seasonal;

namespace Recsys.Snapshots.Tests.Seasonal;

public sealed class SeasonalSourceTests
{
    private static readonly int Now = (int)(Shop.NowMs / SeasonTables.PeriodMs % SeasonTable.Periods);

    [Fact]
    public void Retrieve_Season_GivesWhatItWantedMostFirst()
    {
        var shop = new Shop("a", "b", "c", "d");
        var source = new SeasonalSource(
            SeasonTables.Of(5, (Now, 0, 1), (Now, 2, 9), (Now + 5, 1, 50), (Now, 4, 99)),
            shop.Model("a", "b", "c", "d", "gone"));

        Assert.Equal(["c", "a"], shop.Ask(source, shop.Context()));
        shop.Event("c");
        Assert.Equal(["a"], shop.Ask(source, shop.Context()));
        Assert.Empty(shop.Ask(source, shop.Context(excluded: "a")));
    }

    [Fact]
    public void TryScore_AnyProduct_IsWhatTheListSaysAndUnknownIsUnknown()
    {
        var shop = new Shop("a", "b", "new");
        var source = new SeasonalSource(SeasonTables.Of(2, (Now, 1, 3)), shop.Model("a", "b"));
        float[] scores = new float[3];

        Assert.True(source.TryScore(shop.Context(), [shop.Row("a"), shop.Row("b"), shop.Row("new")], scores));

        Assert.Equal(0, scores[0]);
        Assert.Equal(Math.Log(4), scores[1], 5);
        Assert.True(float.IsNaN(scores[2]));
    }
}
