using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Session;
using static Recsys.Pipeline.Interactions.InteractionType;

namespace Recsys.Snapshots.Tests.Session;

public sealed class SessionSourceTests
{
    private readonly Shop _shop = new("cup", "pot", "tea", "jam", "pan");

    [Fact]
    public void AppliesTo_SessionAlone()
    {
        Assert.False(Source().AppliesTo(_shop.Context()));
        Assert.True(Source().AppliesTo(_shop.Session(("cup", 1, View))));
    }

    [Fact]
    public void Retrieve_NoSession_FindsNothing() =>
        Assert.Empty(_shop.Event("cup").Ask(Source(), _shop.Context(excludePurchased: false)));

    [Fact]
    public void Retrieve_OneView_FindsItsNeighboursBestFirstWithoutIt()
    {
        var found = _shop.Scored(Source(), _shop.Session(("cup", 1, View)));

        Assert.Equal(["tea", "jam"], found.Select(one => one.Id));
        // The best neighbour counts as the event's interest alone, the other in proportion.
        Assert.Equal(InterestWeight.Of(View), found[0].Score, 5);
        Assert.Equal(InterestWeight.Of(View) * 0.1f / 0.5f, found[1].Score, 5);
    }

    [Fact]
    public void Retrieve_LaterEvents_CountMoreByRankAndByTime()
    {
        // At the same time rank alone tells them apart, the last one given being the latest.
        float second = Score(("pot", 5, View), ("cup", 5, View), "pan");
        Assert.Equal(InterestWeight.Of(View) * SessionSource.RankDecay, second, 5);

        // Half an hour apart, given in any order.
        float old = Score(("cup", 5, View), ("pot", 5 + SessionSource.HalfLifeMinutes, View), "pan");
        Assert.Equal(InterestWeight.Of(View) * SessionSource.RankDecay * 0.5, old, 5);
    }

    [Fact]
    public void Retrieve_SessionOfLongAgo_CountsAsOneOfNow()
    {
        float now = _shop.Scored(Source(), _shop.Session(("cup", 0, View)))[0].Score;

        Assert.Equal(now, _shop.Scored(Source(), _shop.Session(("cup", 1_000_000, View)))[0].Score);
    }

    [Fact]
    public void Retrieve_ProductSeenTwice_CountsOnceWithItsStrongestEvent()
    {
        var found = _shop.Scored(
            Source(), _shop.Session(("cup", 3, AddToCart), ("cup", 2, View), ("cup", 1, View)));

        Assert.Equal(InterestWeight.Of(AddToCart), found[0].Score, 5);
    }

    [Fact]
    public void Retrieve_BoughtNeighbours_AreNotBrought() =>
        Assert.Equal(["jam"], _shop.Event("tea").Ask(Source(), _shop.Session(("cup", 1, View))));

    [Fact]
    public void Retrieve_ManyEvents_LooksAtTheLatestTenProducts()
    {
        var shop = new Shop([.. Enumerable.Range(0, 30).Select(i => $"p{i}")]);
        var rows = shop.Model([.. Enumerable.Range(0, 30).Select(i => $"p{i}")]);
        // Each product's one neighbour is the product 15 after it.
        var chain = new ItemNeighbors(
            [.. Enumerable.Range(0, 31).Select(i => Math.Min(i, 15))],
            [.. Enumerable.Range(15, 15)], [.. Enumerable.Repeat(1f, 15)]);
        var events = Enumerable.Range(0, 15).Select(i => ($"p{i}", 15.0 - i, View)).ToArray();

        string[] found = shop.Ask(new SessionSource(chain, rows, null), shop.Session(events), wanted: 30);

        Assert.Equal(Enumerable.Range(20, 10).Reverse().Select(i => $"p{i}"), found);
    }

    private float Score(
        (string, double, InteractionType) first, (string, double, InteractionType) second, string of) =>
        _shop.Scored(Source(), _shop.Session(first, second)).Single(one => one.Id == of).Score;

    private SessionSource Source() => new(
        // cup leads to tea and a little to jam, pot to pan; nothing is known of the others.
        new ItemNeighbors([0, 3, 4, 4, 4, 4], [2, 3, 4, 4], [0.5f, 0.1f, -0.2f, 0.3f]),
        _shop.Model("cup", "pot", "tea", "jam", "pan"), null);
}
