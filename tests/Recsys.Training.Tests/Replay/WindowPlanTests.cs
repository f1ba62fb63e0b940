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

    [Fact]
    public void Of_DataWithoutTimes_TakesTheLastFifthAsAnswers()
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < 100; i++)
            builder.Add(new Interaction
            {
                Id = $"{i}", CustomerId = $"u{i % 7}", ProductId = $"p{i % 11}", Type = InteractionType.Rating,
                TimeMs = 0, Value = 4,
            });

        var window = Assert.Single(WindowPlan.Of(builder.Build(), SyntheticShop.Options));

        Assert.Equal((80, 100), (window.Start, window.End));
    }
}
