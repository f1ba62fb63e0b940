using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.Tests.ItemToItem;

public sealed class ItemToItemSourceTests
{
    // Model rows are not catalogue rows: the model has the products the other way round.
    private readonly Shop _shop = new("cup", "pot", "tea", "jam");
    private readonly ModelRows _rows;

    public ItemToItemSourceTests() => _rows = _shop.Model("jam", "tea", "pot", "cup");

    [Fact]
    public void Retrieve_SumsNeighboursOfTheHistory()
    {
        _shop.Event("cup", daysAgo: 0).Event("pot", daysAgo: 0);

        var found = _shop.Scored(Source(), _shop.Context());

        Assert.Equal(["tea", "jam"], found.Select(one => one.Id));
        Assert.Equal((0.5f + 0.25f) * 10 / 25, found[0].Score, 5);
        Assert.Equal(0.1f * 10 / 25, found[1].Score, 5);
    }

    [Fact]
    public void Retrieve_RepeatedEvents_CountOnceWithTheStrongest()
    {
        _shop.Event("cup", InteractionType.View, daysAgo: 0);
        float viewed = _shop.Scored(Source(), _shop.Context())[0].Score;
        _shop.Event("cup", InteractionType.Purchase, daysAgo: 365).Event("cup", InteractionType.View, daysAgo: 0);

        float bought = _shop.Scored(Source(), _shop.Context())[0].Score;

        Assert.Equal(0.1f * 0.5f * 10 / 25, viewed, 5);
        Assert.Equal(0.5f * 0.5f * 10 / 25, bought, 5);
    }

    [Fact]
    public void Retrieve_BoughtAndExcludedProducts_AreNotBrought()
    {
        _shop.Event("cup").Event("tea");

        Assert.DoesNotContain("tea", _shop.Ask(Source(), _shop.Context()));
        Assert.Contains("tea", _shop.Ask(Source(), _shop.Context(excludePurchased: false)));
        Assert.DoesNotContain("tea", _shop.Ask(Source(), _shop.Context(excludePurchased: false, excluded: "tea")));
    }

    [Fact]
    public void Retrieve_NegativeSum_IsNoCandidate()
    {
        _shop.Event("tea");

        Assert.DoesNotContain("jam", _shop.Ask(Source(), _shop.Context()));
    }

    [Fact]
    public void Retrieve_Newcomer_FindsNothing() => Assert.Empty(_shop.Ask(Source(), _shop.Context()));

    [Fact]
    public void Retrieve_FewWanted_KeepsTheBest()
    {
        _shop.Event("cup").Event("pot");

        Assert.Equal(["tea"], _shop.Ask(Source(), _shop.Context(), wanted: 1));
    }

    [Fact]
    public void Retrieve_PurchasesBeyondTheKeptEvents_StillCount()
    {
        var source = Source();
        _shop.Event("cup", daysAgo: 365);
        for (int i = 0; i < Pipeline.Features.UserHistory.Capacity; i++) _shop.Event("jam", daysAgo: 0);
        Assert.DoesNotContain(_shop.User.Events, one => one.ProductRow == _shop.Row("cup"));

        Assert.Contains("tea", _shop.Ask(source, _shop.Context()));
    }

    [Fact]
    public void SimilarNeighbors_AnchorsNeighbours_BestFirstWithoutNegativeOnes()
    {
        var source = new SimilarNeighborSource(Neighbors(), _rows);

        Assert.Equal(["tea", "jam"], _shop.Ask(source, _shop.Context(anchor: "cup")));
        Assert.Equal(["cup"], _shop.Ask(source, _shop.Context(anchor: "tea")));
        Assert.Equal(["tea"], _shop.Ask(source, _shop.Context(anchor: "cup", excluded: "jam")));
    }

    [Fact]
    public void SimilarNeighbors_AnchorNewToTheModel_FindsNothing()
    {
        var source = new SimilarNeighborSource(Neighbors(), _rows);
        _shop.Products.Upsert(new() { Id = "new" });

        Assert.Empty(_shop.Ask(source, _shop.Context(anchor: "new")));
    }

    [Theory]
    [InlineData(0, 0.75f)]
    [InlineData(2, 0.75f * 0.4f * 0.4f)]
    public void Retrieve_SharePower_SaysHowMuchTheSeasonCounts(double power, float expected)
    {
        _shop.Event("cup", daysAgo: 0).Event("pot", daysAgo: 0);
        var source = Source(new HistoryWeighting(1, double.PositiveInfinity, power));

        Assert.Equal(expected, _shop.Scored(source, _shop.Context())[0].Score, 5);
    }

    [Fact]
    public void TryScore_SaysWhatRetrieveSays_AndNothingOfProductsNewToTheModel()
    {
        _shop.Event("cup", daysAgo: 0).Event("pot", daysAgo: 3);
        _shop.Products.Upsert(new() { Id = "new" });
        var source = Source();
        var context = _shop.Context();
        var found = _shop.Scored(source, context);
        var scores = new float[3];

        Assert.True(source.TryScore(context, [_shop.Row("tea"), _shop.Row("new"), _shop.Row("jam")], scores));

        Assert.Equal([found[0].Score, float.NaN, found[1].Score], scores);
    }

    private ItemToItemSource Source(HistoryWeighting? weighting = null) =>
        new(ItemToItemSource.Ease, Neighbors(), weighting ?? HistoryWeighting.Standard, Popularity(), _rows);

    // By model row: 0 jam, 1 tea, 2 pot, 3 cup.
    private static ItemNeighbors Neighbors() => new(
        [0, 0, 2, 3, 5], [3, 0, 1, 1, 0], [0.3f, -0.2f, 0.25f, 0.5f, 0.1f]);

    private static PopularityTable Popularity() =>
        new([10, 10, 10, 10], [20, 20, 20, 20], [0, 1, 2, 3], [], new Dictionary<string, int[]>());
}
