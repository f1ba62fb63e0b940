using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Tests.ItemToItem;

public sealed class WeightedHistoryTests
{
    private readonly Shop _shop = new("cup", "pot", "tea", "jam");
    private readonly WeightedHistory _history = new();

    [Fact]
    public void Load_StepDecay_CountsMomentsNotEvents()
    {
        // Two of one basket, then one alone.
        _shop.Event("cup", daysAgo: 9).Event("pot", daysAgo: 9).Event("tea", daysAgo: 1);

        Assert.Equal(
            [("cup", 0.5f), ("pot", 0.5f), ("tea", 1f)], Load(new HistoryWeighting(0.5, double.PositiveInfinity, 0)));
    }

    [Fact]
    public void Load_HalfLife_HalvesByAge()
    {
        _shop.Event("cup", daysAgo: 20).Event("tea", daysAgo: 0);

        Assert.Equal([("cup", 0.25f), ("tea", 1f)], Load(new HistoryWeighting(1, 10, 0)));
    }

    [Fact]
    public void Load_ProductsOfSeveralEvents_CountWithTheOneThatSaysMost()
    {
        _shop.Event("cup", daysAgo: 10).Event("tea", InteractionType.View, daysAgo: 5)
            .Event("cup", InteractionType.View, daysAgo: 0);

        Assert.Equal([("cup", 0.5f), ("tea", 0.07071f)], Load(new HistoryWeighting(1, 10, 0)));
    }

    [Fact]
    public void Load_Again_ForgetsTheHistoryBefore()
    {
        _shop.Event("cup").Event("tea");
        Load(HistoryWeighting.Standard);

        _history.Load(new(), HistoryWeighting.Standard, Shop.NowMs, []);

        Assert.Equal(0, _history.Rows.Length);
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(1.1, 10, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, double.NaN, 1)]
    [InlineData(1, 10, -1)]
    [InlineData(1, 10, 3)]
    public void Validate_OutOfRange_IsRefused(double step, double halfLife, double power) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HistoryWeighting(step, halfLife, power).Validate());

    private (string Id, float Weight)[] Load(HistoryWeighting weighting)
    {
        _history.Load(_shop.User, weighting, Shop.NowMs, []);
        var found = new List<(string, float)>();
        for (int i = 0; i < _history.Rows.Length; i++)
            found.Add((_shop.Products.IdOf(_history.Rows[i]), MathF.Round(_history.Weights[i], 5)));
        return [.. found.OrderBy(one => one.Item1, StringComparer.Ordinal)];
    }
}
