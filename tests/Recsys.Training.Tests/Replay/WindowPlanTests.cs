using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Replay;

public sealed class WindowPlanTests
{
    [Fact]
    public void Of_TimedData_CountsBackFromTheEnd()
    {
        var table = SyntheticShop.Build();
        var windows = WindowPlan.Of(table, SyntheticShop.Options);

        Assert.Equal(table.Count, windows[^1].End);
        Assert.InRange(windows.Count, 15, 20);
        foreach (var window in windows)
        {
            Assert.InRange(window.Start, 1, window.End - 1);
            Assert.True(table.TimesMs[window.Start] >= window.AsOfMs);
            Assert.True(table.TimesMs[window.Start - 1] < window.AsOfMs);
        }
        for (int i = 1; i < windows.Count; i++)
            Assert.InRange(windows[i].AsOfMs - windows[i - 1].AsOfMs, (10 * SyntheticShop.Day) - 1,
                (10 * SyntheticShop.Day) + 1);
    }

    // A wrong date, or sequences of a single product where all sequences end together.
    [Theory]
    [InlineData(25)]
    [InlineData(300)]
    public void Of_FewRowsBehindTheOthers_AreNotTheEnd(int daysLater)
    {
        var table = WithLater(daysLater);

        var windows = WindowPlan.Of(table, SyntheticShop.Options);

        Assert.Equal(table.Count - 1, windows[^1].End);
        Assert.InRange(windows[^1].End - windows[^1].Start, table.Count / 20, table.Count / 5);
        Assert.InRange(windows.Count, 15, 20);
    }

    // There are more such steps from the wrong date to the others than can be taken.
    [Fact]
    public void Of_FewRowsBehindTheOthersAndTinySteps_AreNotTheEnd()
    {
        var table = WithLater(300);

        var windows = WindowPlan.Of(table, SyntheticShop.Options with { StrideDays = 1e-9 });

        Assert.Equal(table.Count - 1, windows[^1].End);
    }

    [Fact]
    public void Of_DataWithoutTimes_TakesTheLastTenthAsAnswers()
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < 100; i++)
            builder.Add(new Interaction
            {
                Id = $"{i}", CustomerId = $"u{i % 7}", ProductId = $"p{i % 11}", Type = InteractionType.Rating,
                TimeMs = 0, Value = 4,
            });

        var window = Assert.Single(WindowPlan.Of(builder.Build(), SyntheticShop.Options));

        Assert.Equal((90, 100), (window.Start, window.End));
    }

    private static InteractionTable WithLater(int daysLater)
    {
        var shop = SyntheticShop.Build();
        var builder = new InteractionTableBuilder();
        builder.Add(SyntheticShop.Purchase(user: 900, product: 1, day: SyntheticShop.Days + daysLater, line: 0));
        for (int row = 0; row < shop.Count; row++)
            builder.Add(new Interaction
            {
                Id = $"{row}", CustomerId = shop.UserIds[shop.Users[row]], ProductId = shop.ItemIds[shop.Items[row]],
                Type = shop.Types[row], TimeMs = shop.TimesMs[row],
            });
        return builder.Build();
    }
}
