using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.Tests.Popularity;

public sealed class PopularSourceTests
{
    [Fact]
    public void Retrieve_Newcomer_TakesPopularWithATrendingOneInFour()
    {
        var shop = new Shop("a", "b", "c", "d", "e", "f");
        var source = new PopularSource(Table(6, [0, 1, 2, 3, 4], [5]), shop.Model("a", "b", "c", "d", "e", "f"));

        var found = shop.Scored(source, shop.Context());

        Assert.Equal(["a", "b", "c", "f", "d", "e"], found.Select(one => one.Id));
        Assert.Equal(found.Select(one => one.Score).OrderDescending(), found.Select(one => one.Score));
        Assert.Equal(["a", "b"], shop.Ask(source, shop.Context(), wanted: 2));
    }

    [Fact]
    public void Retrieve_BoughtExcludedOrGone_AreSkipped()
    {
        var shop = new Shop("a", "b", "c");
        var source = new PopularSource(Table(4, [3, 0, 1, 2], []), shop.Model("a", "b", "c", "gone"));
        shop.Event("a");

        Assert.Equal(["b", "c"], shop.Ask(source, shop.Context()));
        Assert.Equal(["c"], shop.Ask(source, shop.Context(excluded: "b")));
        Assert.Equal(["a", "b", "c"], shop.Ask(source, shop.Context(excludePurchased: false)));
    }

    [Fact]
    public void Retrieve_CountryWithItsOwnList_ComesFirst()
    {
        string[] ids = [.. Enumerable.Range(0, 120).Select(i => $"p{i}")];
        var shop = new Shop(ids);
        int[] all = [.. Enumerable.Range(0, 120)];
        var source = new PopularSource(
            Table(120, all, [], ("France", [.. all.Reverse().Take(60)]), ("Malta", [119])), shop.Model(ids));

        Assert.Equal(["p119", "p118"], shop.Ask(source, shop.Context(country: "france"), wanted: 2));
        Assert.Equal(["p0", "p1"], shop.Ask(source, shop.Context(country: "Malta"), wanted: 2));
        Assert.Equal(120, shop.Ask(source, shop.Context(country: "France"), wanted: 500).Distinct().Count());
    }

    [Fact]
    public void TryScore_ListedUnlistedAndNew_AgreesWithRetrieve()
    {
        string[] ids = [.. Enumerable.Range(0, 120).Select(i => $"p{i}")];
        var shop = new Shop([.. ids, "new"]);
        int[] popular = [.. Enumerable.Range(0, 100)];
        var source = new PopularSource(
            Table(120, popular, [110, 3], ("France", [.. popular.Reverse().Take(60)])), shop.Model(ids));
        shop.Event("p2");
        foreach (string country in (string[])["", "France"])
        {
            var context = shop.Context(country: country);
            var scores = new float[121];

            Assert.True(source.TryScore(context, [.. Enumerable.Range(0, 121)], scores));

            var found = shop.Scored(source, context, 200);
            Assert.Equal(100, found.Length);
            foreach (var (id, score) in found) Assert.Equal(score, scores[shop.Row(id)]);
            // What may not be shown has its place all the same; what is nowhere has none.
            Assert.InRange(scores[2], 0.01, 1);
            Assert.Equal(0, scores[115]);
            Assert.True(float.IsNaN(scores[120]));
        }
        var everywhere = new float[2];
        source.TryScore(shop.Context(), [0, 99], everywhere);
        var french = new float[2];
        source.TryScore(shop.Context(country: "France"), [0, 99], french);
        Assert.True(everywhere[0] > everywhere[1] && french[0] < french[1]);
    }

    private static PopularityTable Table(
        int items, int[] popular, int[] trending, params (string Name, int[] Rows)[] countries) =>
        new(
            new float[items], new float[items], popular, trending,
            countries.ToDictionary(one => one.Name, one => one.Rows));
}
